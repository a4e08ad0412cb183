/// The user and password of a run's services; they are valid only for that run.
package struct RunCredentials: Sendable, Equatable {
    package let user: String
    package let password: String

    /// The credentials of the registry and its token service.
    package static let registry = RunCredentials(user: "puller", password: "correct-horse-battery")
    /// Credentials that the registry and its token service refuse.
    package static let wrong = RunCredentials(user: "puller", password: "stale-donkey-charger")
    /// The credentials of the proxy.
    package static let proxy = RunCredentials(user: "walker", password: "zebra-crossing-lamp")
}
