import Faults

/// How the registry of a scenario serves, faults aside.
package struct RegistrySettings: Sendable, Equatable {
    package enum Scheme: String, Sendable, CaseIterable { case https, http }
    package enum Credentials: String, Sendable, CaseIterable { case required, none }

    package var scheme = Scheme.https
    /// Whether the token service asks for a password; without it tokens are anonymous.
    package var credentials = Credentials.none
    /// Whether blobs are answered with a redirect to the CDN.
    package var redirectsBlobs = true

    enum Key: String, CaseIterable {
        case scheme, credentials
        case redirectBlobs = "redirect-blobs"
    }

    package init() {}

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
