import WireFormats

/// Answers with an address that is not the name's.
package struct DNSAddress: DNSFault {
    package static let name = "dns.address"
    package static let summary = "answer with another address"
    package static let parameters = [
        Parameter(
            "address", "a role, 'closed', 'loopback', or an address such as '198.18.1.99'",
            "where the name leads: to that role; to a host where nothing listens; to the node itself; or to an address of "
                + "\(WorldAddress.ranges), where questions for the other family get no record",
            isRequired: true)
    ]

    private let addresses: [IPAddress]

    package init(_ fields: Fields) throws(LanguageError) {
        let element = try fields.required("address", "a role, 'closed', 'loopback' or an address")
        let text = try element.scalar("a role, 'closed', 'loopback' or an address")
        if let role = Role(rawValue: text) {
            addresses = role.addresses
        } else if text == "loopback" {
            addresses = [IPAddress("127.0.0.1"), IPAddress("::1")].compactMap(\.self)
        } else if text == WorldAddress.closed.rawValue {
            addresses = WorldAddress.closed.addresses
        } else {
            addresses = [try WorldAddress.literal(element, or: Role.allCases.map(\.rawValue) + ["closed", "loopback"])]
        }
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
        InjectedFault(DNSAddress.self, [("address", address)], match: match.element, when: when)
    }
}
