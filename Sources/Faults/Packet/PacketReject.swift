import WireFormats

/// Drops the packet and tells its sender by ICMP, as iptables' REJECT does.
///
/// A TCP connection that is being opened fails with the error at once. An open one treats it as a soft error and
/// retransmits (RFC 1122 section 4.2.3.9).
package struct PacketReject: PacketFault {
    package static let name = "packet.reject"
    package static let summary = "drop the packet and answer it with an ICMP error of the router"
    static let with = Parameter(
        "with", .word(PacketRejection.self, called: "error"), default: .portUnreachable,
        "the error. IPv6 has one code for all that is prohibited, IPv4 none for policy-failed and route-rejected, "
            + "which it calls admin-prohibited")
    package static let parameters: [any ParameterDeclaration] = [with]

    private let rejection: PacketRejection

    package init(_ fields: Fields) throws(LanguageError) {
        rejection = try fields.value(of: Self.with)
    }

    package var sparingExtent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        // The packets that ICMPError.answer(to:headers:from:) answers.
        let isICMP = packet.headers.transport == .icmp || packet.headers.transport == .icmpv6
        return !fate.isDropped && !isICMP && !packet.headers.isLaterFragment
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        guard let reporter = RouterAddress.answering(packet.headers),
            rejection.error.answer(to: bytes, headers: packet.headers, from: reporter) != nil
        else { return }
        fate.isDropped = true
        fate.rejection = rejection.error
        fate.detail = "ICMP \(rejection.rawValue) to its sender"
    }
}

/// The error that a router or firewall answers a packet with (RFC 792, RFC 1812 section 5.2.7.1, RFC 4443 section 3).
public enum PacketRejection: String, Sendable, CaseIterable {
    /// There is no route.
    case netUnreachable = "net-unreachable"
    /// The host does not answer.
    case hostUnreachable = "host-unreachable"
    /// The host does not speak the protocol.
    case protocolUnreachable = "protocol-unreachable"
    /// Nothing listens on the port.
    case portUnreachable = "port-unreachable"
    /// The network is forbidden.
    case netProhibited = "net-prohibited"
    /// The host is forbidden.
    case hostProhibited = "host-prohibited"
    /// A firewall forbids it.
    case adminProhibited = "admin-prohibited"
    /// A policy about sources forbids it.
    case policyFailed = "policy-failed"
    /// The route refuses it.
    case routeRejected = "route-rejected"

    var error: ICMPError {
        switch self {
        case .netUnreachable: .networkUnreachable
        case .hostUnreachable: .hostUnreachable
        case .protocolUnreachable: .protocolUnreachable
        case .portUnreachable: .portUnreachable
        case .netProhibited: .networkProhibited
        case .hostProhibited: .hostProhibited
        case .adminProhibited: .administrativelyProhibited
        case .policyFailed: .sourcePolicyFailed
        case .routeRejected: .routeRejected
        }
    }
}

extension InjectedFault {
    /// Drops packets and answers them with an ICMP error of the router: `packet.reject`.
    ///
    /// - Parameter error: port unreachable without it.
    public static func packetReject(
        with error: PacketRejection? = nil, _ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(PacketReject.self, PacketReject.with(error), match: match.element, when: when)
    }
}
