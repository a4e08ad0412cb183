/// One HTTP request, as matches and faults see it.
package struct RequestFacts: Sendable {
    package typealias Header = HTTPReply.Header

    package var host: Role
    package var method: String
    package var resource: Resource
    /// The path and the query, as they came.
    package var target: String
    /// Its place on its connection, from 1.
    package var place: Int
    /// The name under which clients reach the host, as in URLs.
    package var name: String
    /// It came over TLS.
    package var isSecure = false
    /// The bytes of body that the client takes before its first WINDOW_UPDATE (RFC 9113 section 6.9.2); nil over
    /// HTTP/1.1, which has no such thing.
    package var streamWindow: Int?
    /// The fields of its head, in their order; nothing of them is taken to be well-formed.
    package var headers: [Header]

    package init(
        host: Role, method: String, resource: Resource, target: String = "/", place: Int = 1, headers: [Header] = []
    ) {
        self.host = host
        name = host.hostName
        self.method = method
        self.resource = resource
        self.target = target
        self.place = place
        self.headers = headers
    }

    /// The first value of a header, whatever the case of its name (RFC 9110 section 5.1).
    package subscript(header: String) -> String? {
        headers.first { $0.name.lowercased() == header.lowercased() }?.value
    }

    /// It wants the head of the answer alone (RFC 9110 section 9.3.2): there is no body to be damaged.
    package var isHead: Bool { method == "HEAD" }

    /// How it asks for a manifest (distribution-spec, "Pulling manifests"); nil for what is no manifest.
    ///
    /// Only a digest has a colon, which may be percent-encoded.
    package var reference: HTTPMatch.Reference? {
        let path = target.prefix { $0 != "?" }
        let parts = path.split(separator: "/").suffix(2)
        guard parts.first == "manifests", let last = parts.last, parts.count == 2 else { return nil }
        return last.contains(":") || last.lowercased().contains("%3a") ? .digest : .tag
    }

    /// What the header Range asks for, as it came.
    package var range: String? { self["Range"] }
}

extension RequestFacts: FaultOccasion {
    package var flow: FlowKey { .resource(resource) }
    package var detail: String { "\(method.clipped) \(resource) at \(host.rawValue)" }
    package func isMeant(by match: Match) -> Bool { match.covers(self) }
}
