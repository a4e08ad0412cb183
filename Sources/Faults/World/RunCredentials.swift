/// A user and a password that the services of a run ask for; they open nothing but that run.
package struct RunCredentials: Sendable, Equatable {
    package let user: String
    package let password: String

    /// For a registry with credentials, and for its token service.
    package static let registry = RunCredentials(user: "puller", password: "correct-horse-battery")
    /// For a proxy with credentials.
    package static let proxy = RunCredentials(user: "walker", password: "zebra-crossing-lamp")
}
