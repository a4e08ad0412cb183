import Synchronization

/// What a gate remembers of the requests so far.
final class TokenGateState: Sendable {
    /// More tokens than a pull asks for; those beyond stay good.
    private static let mostRevoked = 10_000

    private struct Content {
        var revoked: Set<String> = []
        var takesPassword = false
    }

    private let content = Mutex(Content())

    /// A password opens the registry too, since a challenge has asked for it.
    var takesPassword: Bool { content.withLock { $0.takesPassword } }

    func takePassword() { content.withLock { $0.takesPassword = true } }

    /// Whether the token is dead before its time.
    func isRevoked(_ token: String) -> Bool { content.withLock { $0.revoked.contains(token) } }

    func revoke(_ token: String) {
        content.withLock { if $0.revoked.count < Self.mostRevoked { $0.revoked.insert(token) } }
    }
}
