import Faults

/// Views of the judged pull; follow-up pulls are only in ``timeline``.
extension PullRun {
    /// The questions to the DNS server.
    public struct DNS: Sendable {
        /// Every question that reached the server, in order.
        public let queries: [Seen<DNSExchange>]

        /// Questions about a service, as in `.cdn`.
        public func queries(for role: Role) -> [Seen<DNSExchange>] { queries(for: role.hostName) }

        /// Questions about a host name, as in `cdn.test`.
        public func queries(for name: String) -> [Seen<DNSExchange>] { queries.filter { $0.name == name } }
    }

    /// The questions to the DNS server.
    public var dns: DNS { DNS(queries: seen { if case .dns(let exchange) = $0 { exchange } else { nil } }) }

    /// Every HTTP request that arrived, in order.
    ///
    /// A plain HTTP request through the proxy arrives twice: at the proxy as `.forwarded`, and then at its host.
    public var requests: [Seen<Request>] { seen { if case .request(let request) = $0 { request } else { nil } } }

    /// Requests for a resource or a group of them, as in `.layer(1)`, `.blob`, `"layer-1"` and `.blob.at(.mirror)`.
    public func requests(for resource: Resource) -> [Seen<Request>] {
        let selector = RequestSelector(resource.name)
        return requests.filter { selector?.covers($0.resource, at: $0.host) == true }
    }

    /// Every answer, as it ended.
    public var responses: [Seen<Response>] { seen { if case .response(let response) = $0 { response } else { nil } } }

    /// Answers about a resource or a group, optionally of one host.
    public func responses(for resource: Resource) -> [Seen<Response>] {
        let selector = RequestSelector(resource.name)
        return responses.filter { selector?.covers($0.resource, at: $0.host) == true }
    }

    /// Requests for a part of a blob (RFC 9110 section 14.2).
    public var resumes: [Seen<Request>] { requests.filter(\.what.isResume) }

    /// Tokens that were issued or refused.
    public var tokens: [Seen<TokenIssue>] { seen { if case .token(let token) = $0 { token } else { nil } } }

    /// Packets that a fault hit.
    public var packetsHit: [Seen<PacketDecision>] {
        seen { if case .packet(let packet) = $0, packet.isHit { packet } else { nil } }
    }

    /// The lines that the command and its daemon printed.
    public var outputLines: [Seen<OutputLine>] { seen { if case .output(let line) = $0 { line } else { nil } } }

    /// What the command and its daemon printed.
    public var output: String { outputLines.map(\.line).joined(separator: "\n") }

    /// Failed system calls of the puller, as the kernel reported them; empty if the kernel could not be asked.
    public var kernelErrors: [Seen<KernelError>] { seen { if case .kernel(let error) = $0 { error } else { nil } } }

    private func seen<What: Sendable>(_ what: (Event.Body) -> What?) -> [Seen<What>] {
        judged.compactMap { event in what(event.body).map { Seen(time: event.time, what: $0) } }
    }
}
