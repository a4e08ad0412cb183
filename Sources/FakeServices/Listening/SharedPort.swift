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
            try? await isSecure ? Self.serverName(on: channel) : Self.requestedName(on: channel)
        } onCancel: {
            WireHandler.abort(channel)
        }
        return host(named: name) ?? .registry
    }

    /// The name in ClientHello (RFC 6066 section 3).
    private static func serverName(on channel: any Channel) async throws -> String? {
        let bytes = try await FirstBytes.read(from: channel, upTo: largest, to: .look) { bytes in
            if case .unfinished = ClientHello.serverName(in: bytes) { nil } else { bytes.readableBytes }
        }
        guard case .name(let name) = ClientHello.serverName(in: bytes) else { return nil }
        return name
    }

    /// The header Host (RFC 9112 section 3.2).
    private static func requestedName(on channel: any Channel) async throws -> String? {
        let bytes = try await FirstBytes.read(from: channel, upTo: largest, to: .look) { bytes in
            ProxyHead.length(in: bytes.readableBytesView)
        }
        return ProxyHead(bytes.readableBytesView)?.fields.first { $0.name.lowercased() == "host" }?.value
    }

    /// More than a ClientHello with a key of every kind, and than the head of a request with a token.
    private static let largest = 64 << 10
}
