import Faults
import NIOCore

/// One port of several hosts, which clients tell apart by name: in the handshake, or in the request without TLS.
struct SharedPort: Sendable {
    private let roles: [String: Role]
    private let isSecure: Bool

    /// Nil if each host has a port of its own.
    init?(_ plan: ServicesPlan) {
        guard plan.names.isOnePort else { return nil }
        let named = plan.httpRoles.map { (plan.names[$0].lowercased(), $0) }
        roles = Dictionary(named, uniquingKeysWith: { first, _ in first })
        isSecure = plan.scheme == .https
    }

    /// The host of this name, with or without a port behind it; nil if there is none.
    func host(named authority: String?) -> Role? {
        authority.flatMap { $0.lowercased().split(separator: ":").first }.flatMap { roles[String($0)] }
    }

    /// Waits for the name in the first bytes of a connection, which is not read yet; they are read again afterwards.
    ///
    /// A client that names no host, or one that is not here, means the registry, whose port it is.
    func host(of channel: any Channel) async -> Role {
        let isSecure = isSecure
        let name = await withTaskCancellationHandler {
            try? await FirstBytes.decision(on: channel) { bytes in
                isSecure ? Self.serverName(in: bytes) : Self.requestedName(in: bytes)
            }
        } onCancel: {
            WireHandler.abort(channel)
        }
        return host(named: name) ?? .registry
    }

    private static func serverName(in bytes: ByteBuffer) -> FirstBytes.Decision {
        switch ClientHello.serverName(in: bytes) {
        case .unfinished: .undecided
        case .none: .decided("")
        case .name(let name): .decided(name)
        }
    }

    /// The header Host (RFC 9112 section 3.2).
    private static func requestedName(in bytes: ByteBuffer) -> FirstBytes.Decision {
        guard let length = ProxyHead.length(in: bytes.readableBytesView) else { return .undecided }
        let head = ProxyHead(bytes.readableBytesView.prefix(length))
        return .decided(head?.fields.first { $0.name.lowercased() == "host" }?.value ?? "")
    }
}
