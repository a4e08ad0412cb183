import Faults

/// How the registry of a scenario serves, faults aside.
package struct RegistrySettings: Sendable, Equatable {
    /// How clients reach the registry.
    package enum Scheme: String, Sendable, CaseIterable { case https, http }
    /// What the token service asks of a client.
    package enum Credentials: String, Sendable, CaseIterable { case required, none }

    /// HTTPS on port 443, or HTTP on port 80.
    package var scheme = Scheme.https
    /// Whether the token service asks for a password; without it tokens are anonymous.
    package var credentials = Credentials.none
    /// Whether blobs are answered with a redirect to the CDN.
    package var redirectsBlobs = true

    enum Key: String, CaseIterable {
        case scheme, credentials
        case redirectBlobs = "redirect-blobs"
    }

    /// The settings of a scenario that names none.
    package init() {}

    /// Reads the value of the key `registry`.
    package init(_ element: Element) throws(LanguageError) {
        for (key, value) in try element.entries(Key.self, of: "registry settings") {
            switch key {
            case .scheme: scheme = try value.word(called: "scheme")
            case .credentials: credentials = try value.word(called: "setting")
            case .redirectBlobs: redirectsBlobs = try value.boolean()
            }
        }
    }
}
