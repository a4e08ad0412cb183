import WireFormats

/// Answers with an address that is not the name's.
package struct DNSAddress: DNSFault {
    package static let name = "dns.address"
    package static let summary = "answer with another address"
    static let address = Parameter(
        "address", WorldAddress.kind(orOneOf: Role.allCases.map(\.rawValue) + ["closed", WorldAddress.loopback]),
        "where the name leads: to that role; to a host where nothing listens; to the node itself; or to an address, where "
            + "questions for the other family get no record")
    package static let parameters: [any ParameterDeclaration] = [address]

    private let addresses: [IPAddress]

    package init(_ fields: Fields) throws(LanguageError) {
        addresses = WorldAddress.addresses(of: try fields.value(of: Self.address))
    }

    package func edit(_ reply: inout DNSReply, draw: inout Draw) {
        guard let question = reply.query.questions.first, question.type == .a || question.type == .aaaa else { return }
        reply.message.responseCode = .noError
        reply.message.authorities = []
        reply.message.answers = addresses.filter { question.type == ($0.isV4 ? .a : .aaaa) }
            .map { DNSRecord(name: question.name, address: $0, ttl: 60) }
    }
}

extension InjectedFault {
    /// Answers with another address: `dns.address`.
    ///
    /// - Parameter address: a role's word, `closed`, `loopback`, or an address of this world.
    public static func dnsAddress(
        _ address: String, _ match: DNSMatch = DNSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DNSAddress.self, DNSAddress.address(address), match: match.element, when: when)
    }
}
