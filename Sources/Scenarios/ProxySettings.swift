import Faults

/// The settings of the proxy, apart from faults.
public struct ProxySettings: Sendable, Equatable {
    /// Whether the proxy asks for user and password, which the puller has.
    public var credentials: RegistrySettings.Credentials
    /// The hosts that the puller reaches without it, by NO_PROXY.
    public var bypass: [Role]

    enum Key: String, CaseIterable { case credentials, bypass }

    /// Makes settings; by default a proxy for every host, without a password.
    ///
    /// - Parameters:
    ///   - credentials: whether the proxy asks for a user and a password.
    ///   - bypass: some of registry, auth, cdn and mirror, which are reached without it.
    public init(credentials: RegistrySettings.Credentials = .none, bypass: [Role] = []) {
        self.credentials = credentials
        self.bypass = bypass
    }

    /// Reads the value of the key `proxy`: true, false or a mapping; nil for false.
    static func read(_ element: Element) throws(LanguageError) -> ProxySettings? {
        switch element.content {
        case .scalar("true", isPlain: true): return ProxySettings()
        case .scalar("false", isPlain: true): return nil
        case .mapping: return try settings(element)
        case .scalar, .sequence:
            throw element.error("found \(element.kindName); expected true, false or {bypass: [cdn]}, proxy settings")
        }
    }

    private static func settings(_ element: Element) throws(LanguageError) -> ProxySettings {
        var settings = ProxySettings()
        for (key, value) in try element.entries(Key.self, of: "proxy settings") {
            switch key {
            case .credentials: settings.credentials = try value.word(called: "setting")
            case .bypass: settings.bypass = try value.list(of: "hosts such as [cdn]", host)
            }
        }
        return settings
    }

    private static func host(_ element: Element) throws(LanguageError) -> Role {
        let role = try element.word(Role.self, called: "role")
        guard Role.behindProxy.contains(role) else {
            let hosts = Role.behindProxy.map(\.rawValue).joinedByOr
            throw element.error("no proxy leads to '\(role.rawValue)'; expected \(hosts)")
        }
        return role
    }
}
