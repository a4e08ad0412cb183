import Faults
import ImageContent

/// Which host serves what in the world of a scenario: the one table that shows beforehand what can never be met.
struct ServedResources {
    let registry: RegistrySettings
    var proxy: ProxySettings?
    let image: ImageRecipe

    /// What a pull can request from a host; empty for a host that is never asked.
    func resources(at host: Role) -> [Resource] {
        switch host {
        case .registry: [.ping, .tags] + documents + blobs + (login == .ownTokens ? [.token] : [])
        case .auth: login == .tokenService ? [.token] : []
        case .cdn:
            registry.redirectsBlobs && registry.behavior.redirectTarget == .cdn
                ? blobs : image.shapes.contains(.foreignLayer) ? [.layer(ImageRecipe.foreignLayer)] : []
        // The mirror needs no token.
        case .mirror: registry.mirror == .none ? [] : [.ping, .tags] + documents + blobs
        case .proxy:
            hostsBehindProxy.isEmpty
                ? [] : registry.scheme == .http ? [.forwarded] : hostsBehindProxy.map { .connect(to: $0) }
        case .node, .dns: []
        }
    }

    private var login: RegistryBehavior.Login { registry.behavior.login }

    /// Whether there are tokens at all.
    var hasTokens: Bool { login == .tokenService || login == .ownTokens }

    /// The hosts that speak TLS with the puller.
    var tlsHosts: [Role] {
        registry.scheme == .http ? [] : Role.behindProxy.filter { !resources(at: $0).isEmpty }
    }

    /// Whether a request for a resource at a host, each nil for any, may be a form.
    ///
    /// A proxy passes on the forms of plain HTTP.
    func takesForms(_ host: Role?, _ resource: String?) -> Bool {
        let isMeant = resource.map { $0 == Resource.token.name } ?? true
        let tokenHost: Role? = hasTokens ? (login == .ownTokens ? .registry : .auth) : nil
        return (isMeant && tokenHost != nil && (host ?? tokenHost) == tokenHost)
            || (host == .proxy && !resources(at: .proxy).isEmpty)
    }

    /// The hosts that the puller reaches through the proxy.
    var hostsBehindProxy: [Role] {
        guard let proxy else { return [] }
        return Role.behindProxy.filter { !proxy.bypass.contains($0) && !resources(at: $0).isEmpty }
    }

    /// Whether a role takes part: whether there are packets, lookups or requests for it.
    func isThere(_ role: Role) -> Bool { role == .node || role == .dns || !resources(at: role).isEmpty }

    private var documents: [Resource] { image.isIndexed ? [.index, .manifest] : [.manifest] }
    private var blobs: [Resource] {
        (image.format.hasConfiguration ? [.config] : []) + (0..<max(0, image.layers)).map { .layer($0 + 1) }
    }
}

// MARK: Why something is never met

extension ServedResources {
    /// Why a host is never asked; nil if it is.
    func objection(to host: Role) -> String? {
        guard resources(at: host).isEmpty else { return nil }
        switch host {
        case .mirror: return "no mirror is there; expected 'mirror: all' or 'mirror: digest-only' in 'registry'"
        case .proxy where proxy == nil: return "there is no proxy in this scenario; expected 'proxy: true' in 'node'"
        case .proxy: return "the puller reaches every host without the proxy; expected fewer hosts in 'bypass'"
        case .cdn where !registry.redirectsBlobs:
            return "nobody asks the CDN with 'redirect-blobs: false'; expected 'redirect-blobs: true' or another host"
        case .cdn: return "blobs are redirected to the registry; expected 'redirect-to: cdn' or another host"
        case .auth where login == .ownTokens:
            return "the registry hands out the tokens itself; expected 'registry', or 'login: token-service'"
        case .auth: return "there are no tokens with 'login: \(login.rawValue)'; expected 'login: token-service'"
        default:
            let hosts = RequestSelector.hosts.filter { !resources(at: $0).isEmpty }.map(\.rawValue).joinedByOr
            return "'\(host.rawValue)' takes no requests; expected \(hosts)"
        }
    }

    /// Why a resource or a group is never requested, at a host or at any; nil if it is.
    func objection(to word: String, at host: Role?) -> String? {
        if let number = absentLayer(word) { return sentence(about: number) }
        if let host {
            if let objection = objection(to: host) { return objection }
            let served = resources(at: host)
            guard !served.contains(where: { $0.isMeant(by: word) }) else { return nil }
            if isServedNowhere(word), let reason = reasonOfAbsence(word) { return reason }
            return "nobody asks '\(host.rawValue)' for '\(word)'; expected \(Self.words(for: served))"
        }
        guard isServedNowhere(word) else { return nil }
        return reasonOfAbsence(word) ?? "nobody asks for '\(word)' in this scenario; expected another resource"
    }

    private func isServedNowhere(_ word: String) -> Bool {
        !RequestSelector.hosts.contains { resources(at: $0).contains { $0.isMeant(by: word) } }
    }

    private func reasonOfAbsence(_ word: String) -> String? {
        if word == Resource.index.name {
            return "the tag names no index; expected "
                + (image.layout == nil && image.format.hasIndexes ? "'index: true' in 'image'" : "another resource")
        }
        if word == Resource.config.name, !image.format.hasConfiguration {
            return "an image of '\(image.format.rawValue)' has no configuration; expected another resource"
        }
        guard word == Resource.forwarded.name || word == Resource.connect.name || word.hasPrefix("connect-") else {
            return nil
        }
        if let objection = objection(to: .proxy) { return objection }
        if word == Resource.forwarded.name {
            return "with 'scheme: https' the proxy opens tunnels; expected 'connect', or 'scheme: http' in 'registry'"
        }
        if registry.scheme == .http {
            return "with 'scheme: http' there are no tunnels; expected 'forwarded', or 'scheme: https' in 'registry'"
        }
        return "no tunnel leads there; expected \(Self.words(for: resources(at: .proxy)))"
    }

    /// The number of a layer that the image does not have; nil for every other word.
    private func absentLayer(_ word: String) -> Int? {
        guard word.hasPrefix("layer-"), let number = Int(word.dropFirst("layer-".count)) else { return nil }
        return number > image.layers ? number : nil
    }

    private func sentence(about number: Int) -> String {
        let words =
            image.layers < 2 ? ["config", "layer-1"][max(0, image.layers)] : "layer-1 to layer-\(image.layers)"
        let layers = image.layers == 1 ? "1 layer" : "\(image.layers) layers"
        return "there is no layer-\(number), since the image has \(layers); expected \(words)"
            + (image.layout == nil ? ", or more 'layers' in 'image'" : "")
    }

    /// Resources for a message, all layers as one.
    private static func words(for resources: [Resource]) -> String {
        let others = resources.filter { !$0.isMeant(by: Resource.layer.name) }
        let layers = others.count < resources.count ? [Resource.layer.name] : []
        return (others.map(\.name) + layers).joinedByOr
    }
}
