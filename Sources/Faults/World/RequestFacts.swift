/// One HTTP request, as matches and faults see it.
package struct RequestFacts: Sendable {
    package typealias Header = HTTPReply.Header

    package var host: Role
    package var method: String
    package var resource: Resource
    /// The fields of its head, in their order; nothing of them is taken to be well-formed.
    package var headers: [Header]

    package init(host: Role, method: String, resource: Resource, headers: [Header] = []) {
        self.host = host
        self.method = method
        self.resource = resource
        self.headers = headers
    }

    /// The first value of a header, whatever the case of its name (RFC 9110 section 5.1).
    package subscript(header: String) -> String? {
        headers.first { $0.name.lowercased() == header.lowercased() }?.value
    }

    /// It wants the head of the answer alone (RFC 9110 section 9.3.2): there is no body to be damaged.
    package var isHead: Bool { method == "HEAD" }

    /// What the header Range asks for, as it came.
    package var range: String? { self["Range"] }
}

extension RequestFacts: FaultOccasion {
    package var flow: FlowKey { .resource(resource) }
    package var detail: String { "\(method.clipped) \(resource) at \(host.rawValue)" }
    package func isMeant(by match: Match) -> Bool { match.covers(self) }
}
