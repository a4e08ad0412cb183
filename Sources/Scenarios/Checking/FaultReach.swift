import Faults
import ImageContent

/// Whether a fault can meet anything in the world of a scenario.
struct FaultReach {
    let world: ServedResources
    let definition: FaultDefinition
    let element: Element

    /// Why the fault can never act; empty if it can.
    var problems: [LanguageError] {
        let problem =
            switch type(of: definition.fault).plane {
            case .packet: packetProblem
            case .dns: lookupProblem
            case .http: requestProblem
            case .act: definition.on == nil ? requestProblem : nil
            case .tls: handshakeProblem
            case .image: imageProblem
            case .auth: tokenProblem
            case .disk, .link, .node, .syscall: nil as LanguageError?
            }
        return [problem, stoppedProblem, eventProblem(definition.once, "once"), eventProblem(definition.on, "on")]
            .compactMap(\.self)
    }

    private var match: Match { definition.match }

    /// The error at a key of `match`, or at the fault if the key is not given.
    private func error(_ key: String, _ message: String) -> LanguageError {
        (element["match"]?[key] ?? element["fault"] ?? element).error(message)
    }

    private var requestProblem: LanguageError? {
        if let host = match.host, let objection = world.objection(to: host) { return error("host", objection) }
        if let word = match.resource, let objection = world.objection(to: word, at: match.host) {
            return error("resource", objection)
        }
        if match.method == HTTPMatch.Method.post.rawValue, !world.takesForms(match.host, match.resource) {
            return error("method", "only the token service is asked by POST; expected GET, HEAD or no 'method'")
        }
        let isTunnel = match.resource.map { $0 == Resource.connect.name || $0.hasPrefix("connect-") } ?? false
        if isTunnel, let method = match.method {
            return error("method", "tunnels are asked for by CONNECT, never by \(method); expected no 'method'")
        }
        if let word = match.resource, match.reference != nil, !["index", "manifest"].contains(word) {
            return error("reference", "'\(word)' is asked for without a reference; expected index, manifest, or none")
        }
        return transportProblem
    }

    private var transportProblem: LanguageError? {
        guard let fault = definition.fault as? any HTTPFault else { return nil }
        let transport = type(of: fault).transport
        if transport != .any, match.host == .proxy {
            return error("host", "the puller speaks plain HTTP/1.1 with the proxy; expected a host behind it")
        }
        switch transport {
        case .any: return nil
        case .tls where world.registry.scheme == .http:
            return error("", "with 'scheme: http' there is no TLS to break; expected 'scheme: https' or another fault")
        case .http2 where !world.registry.offersHTTP2:
            return error("", "HTTP/1.1 has no streams and no GOAWAY; expected 'http2: true' in 'registry'")
        case .tls, .http2: return nil
        }
    }

    private var handshakeProblem: LanguageError? {
        if world.registry.scheme == .http {
            return error("", "with 'scheme: http' there is no TLS to break; expected 'scheme: https' or another fault")
        }
        if match.host == .proxy {
            return error("host", "the puller speaks plain HTTP with the proxy; expected a host behind it")
        }
        let hosts = world.tlsHosts.map(\.rawValue).joinedByOr
        if let host = match.host, !world.tlsHosts.contains(host) {
            let noTLS = "'\(host.rawValue)' speaks no TLS; expected \(hosts)"
            return error("host", RequestSelector.hosts.contains(host) ? world.objection(to: host) ?? noTLS : noTLS)
        }
        guard (definition.fault as? any TLSFault)?.isOfProxy == true else { return nil }
        if let objection = world.objection(to: .proxy) { return error("", objection) }
        if let host = match.host, !world.hostsBehindProxy.contains(host) {
            return error(
                "host", "the puller reaches '\(host.rawValue)' without the proxy; expected it not in 'bypass'")
        }
        return nil
    }

    private var tokenProblem: LanguageError? {
        guard !world.hasTokens else { return nil }
        return error(
            "",
            "there are no tokens with 'login: \(world.registry.behavior.login.rawValue)'; "
                + "expected 'login: token-service' or 'own-tokens'")
    }

    private var imageProblem: LanguageError? {
        guard let fault = definition.fault as? any ImageFault else { return nil }
        let delivery = fault.delivery
        if delivery.resources.contains(.config), !world.image.format.hasConfiguration {
            return world.objection(to: Resource.config.name, at: nil).map {
                (element["part"] ?? element["fault"] ?? element).error($0)
            }
        }
        if fault.isOfDescriptor, !world.image.format.hasDescriptors {
            let format = world.image.format.rawValue
            return error("", "a manifest of '\(format)' names layers by digests alone; expected another 'format'")
        }
        if let host = delivery.host, let objection = world.objection(to: host) { return error("", objection) }
        if let host = match.host {
            if let objection = world.objection(to: host) { return error("host", objection) }
            let objections = delivery.resources.map { world.objection(toContentOf: $0, at: host, delivery.extent) }
            if objections.allSatisfy({ $0 != nil }), case let objection?? = objections.first {
                return error("host", objection)
            }
        }
        let objections = delivery.resources.map { world.objection(to: $0.name, at: nil) }
        guard objections.allSatisfy({ $0 != nil }), case let objection?? = objections.first else { return nil }
        return (element["part"] ?? element["fault"] ?? element).error(objection)
    }

    private var lookupProblem: LanguageError? {
        guard let name = match.name, let role = Role(name: name), let objection = world.objection(toLookupOf: role)
        else { return nil }
        return error("name", objection)
    }

    private var packetProblem: LanguageError? {
        for (key, role) in [("with", match.with), ("from", match.from), ("to", match.to)] {
            if let role, !world.isThere(role), let objection = world.objection(to: role) {
                return error(key, objection)
            }
        }
        if let from = match.from, let to = match.to, (from == .node) == (to == .node) {
            return error("to", "no packet goes from \(from.rawValue) to \(to.rawValue); expected 'node' at one end")
        }
        if let with = match.with, with != .node,
            let (key, end) = [("from", match.from), ("to", match.to)].first(where: {
                $1 != nil && $1 != .node && $1 != with
            }),
            let end
        {
            return error(key, "no packet is with \(with.rawValue) and \(end.rawValue); expected one of them")
        }
        if match.protocol == .icmp, match.port != nil {
            return error("port", "ICMP has no ports; expected 'protocol' udp or tcp, or no 'port'")
        }
        guard match.name != nil || match.type != nil else { return nil }
        let key = match.name != nil ? "name" : "type"
        if let transport = match.protocol, transport != .udp {
            return error(key, "only questions in UDP are read; expected 'protocol: udp' or none")
        }
        if let far = [match.with, match.from, match.to].compactMap(\.self).first(where: { $0 != .node && $0 != .dns }) {
            return error(key, "'\(far.rawValue)' is asked no DNS question; expected 'dns', or no '\(key)'")
        }
        return lookupProblem
    }

    private var stoppedProblem: LanguageError? {
        guard (definition.fault as? any WorldFault)?.isMadeWhileStopped == true, definition.once != nil else {
            return nil
        }
        return (element["once"] ?? element).error(
            "it is made before the pull, while the puller is stopped; expected no 'once'")
    }

    private func eventProblem(_ event: EventMatch?, _ key: String) -> LanguageError? {
        guard let event, let place = element[key]?.entries.first?.value else { return nil }
        let objection: String? =
            switch event {
            case .request(let resource), .response(let resource):
                RequestSelector(resource.name).flatMap { world.objection(to: $0.resource, at: $0.host) }
            case .connection(let role): world.objection(to: role)
            case .dns(let name): Role(name: name).flatMap { world.objection(toLookupOf: $0) }
            case .output, .program, .pull, .disk: nil
            }
        return objection.map(place.error)
    }
}

extension ServedResources {
    /// Why a host does not send the content of a resource, or does not say that there is none; nil if it does.
    func objection(toContentOf resource: Resource, at host: Role, _ extent: ImageDelivery.Extent) -> String? {
        if let objection = objection(to: resource.name, at: host) { return objection }
        let isBlob = resource.isMeant(by: Resource.blob.name)
        guard host == .registry, isBlob, extent != .absence, registry.redirectsBlobs else { return nil }
        guard registry.behavior.redirectTarget == .cdn else { return nil }
        return "the registry sends no blobs, the CDN does; expected 'cdn', or 'redirect-blobs: false' in 'registry'"
    }

    /// Why no puller looks up a role's name; nil if one does.
    func objection(toLookupOf role: Role) -> String? {
        switch role {
        case .node, .dns: "nobody asks for the name of '\(role.rawValue)'; expected a host that serves something"
        default: objection(to: role)
        }
    }
}
