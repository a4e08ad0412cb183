import Faults
import HTTPTypes
import HummingbirdCore

/// A request as the services see it: plain values, so that they can be asked without a socket.
struct ServiceRequest: Sendable {
    let method: String
    /// The path and the query, as they came.
    let target: String
    /// The path without the query, as it came.
    let path: String
    /// The pairs of the query, decoded, in their order.
    let query: [(name: String, value: String)]
    let headers: [(name: String, value: String)]
    /// The body, as far as a service reads one.
    var body: [UInt8] = []
    /// There was more body than anybody reads; `body` is empty then.
    var isBodyTooLarge = false
    /// The bytes of an answer that the client takes before it says WINDOW_UPDATE; nil over HTTP/1.1.
    var streamWindow: Int?
    /// It came in plain HTTP, though the host speaks TLS.
    var isInClear = false

    init(method: String, target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        self.target = target
        path = parts.first.map(String.init) ?? ""
        query = parts.count == 2 ? FormEncoding.pairs(in: parts[1]) : []
        self.headers = headers.map { ($0.name.lowercased(), $0.value) }
        self.body = body
    }

    init(_ head: HTTPRequest) {
        self.init(
            method: head.method.rawValue,
            target: head.path ?? "",
            headers: head.headerFields.map { ($0.name.rawName, $0.value) }
        )
    }

    /// The first value of a header, whatever the case of its name.
    subscript(header: String) -> String? {
        let name = header.lowercased()
        return headers.first { $0.name == name }?.value
    }

    /// The first value of a key of the query.
    func first(_ key: String) -> String? { query.first { $0.name == key }?.value }

    var isReading: Bool { method == "GET" || method == "HEAD" }

    var authorization: Authorization { Authorization(self["Authorization"]) }

    /// What a proxy is shown (RFC 9110 section 11.7.2).
    var proxyAuthorization: Authorization { Authorization(self["Proxy-Authorization"]) }

    /// The word in the timeline; nil without the header.
    var proxyAuthorizationWord: String? { self["Proxy-Authorization"].map { _ in proxyAuthorization.word } }
}

extension RequestFacts {
    /// A request as faults see it.
    ///
    /// - Parameter place: its place on its connection, from 1.
    init(_ request: ServiceRequest, to host: Role, about resource: Resource, place: Int = 1) {
        self.init(
            host: host, method: request.method, resource: resource, target: request.target, place: place,
            headers: request.headers.map { Header($0.name, $0.value) })
        streamWindow = request.streamWindow
    }
}
