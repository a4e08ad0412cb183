import Faults
import ImageContent

/// Checks that the parts of a scenario fit together, as far as they could be read.
struct ScenarioCheck {
    let parts: ScenarioParts

    /// What is served where; nil if that could not be read.
    var world: ServedResources? {
        guard let registry = parts.registry, let node = parts.node, let image = parts.image else { return nil }
        return ServedResources(registry: registry, proxy: node.proxy, image: image)
    }

    /// All contradictions.
    var problems: [LanguageError] {
        var problems =
            exclusionProblems + timeProblems + repeatProblems + knownProblems + pullerProblems + baseProblems
            + diskProblems + storeProblems + loginProblems + settingProblems + imageProblems
        if let world {
            problems += parts.faults.flatMap {
                FaultReach(world: world, definition: $0.value, element: $0.element).problems
            }
            problems += countProblems(in: world)
        }
        return problems
    }

    /// Refuses counts that no pull can reach.
    private func countProblems(in world: ServedResources) -> [LanguageError] {
        // A puller that falls short may ask the proxy for hosts that it should reach without it.
        var lax = world
        lax.proxy?.bypass = []
        var claims = parts.known.map { ($0.value.observables, $0.element, lax) }
        if let expectation = parts.expectation, let expect = parts.expect {
            claims.append((expectation.observables, expect, world))
        }
        return claims.flatMap { observables, element, world in
            var problems: [LanguageError] = []
            let counts = [("requests", observables.requests), ("follow-up-requests", observables.followUpRequests)]
            for (key, ranges) in counts {
                for entry in element[key]?.entries ?? [] {
                    guard let selector = RequestSelector(entry.key),
                        let objection = world.objection(to: selector.resource, at: selector.host)
                    else { continue }
                    // A count of 0 for something that does not exist is true and permitted; a layer that does not
                    // exist is a mistake.
                    let isDemanded = (ranges[entry.key]?.lowerBound ?? 0) > 0
                    guard isDemanded || objection.hasPrefix("there is no layer-") else { continue }
                    problems.append(LanguageError(at: entry.keyPosition, path: element.path + ".\(key)", objection))
                }
            }
            for entry in element["backoff"]?.entries ?? [] {
                guard let objection = world.objection(to: entry.key, at: nil) else { continue }
                problems.append(LanguageError(at: entry.keyPosition, path: element.path + ".backoff", objection))
            }
            for entry in element["dns-queries"]?.entries ?? [] {
                guard let role = Role(name: entry.key), (observables.dnsQueries[role.hostName]?.lowerBound ?? 0) > 0,
                    let objection = world.objection(toLookupOf: role)
                else { continue }
                problems.append(LanguageError(at: entry.keyPosition, path: element.path + ".dns-queries", objection))
            }
            return problems
        }
    }

    /// Refuses a base that is no part of the image.
    private var baseProblems: [LanguageError] {
        guard let image = parts.image, let node = parts.node else { return [] }
        if image.layout == nil, image.baseLayers >= image.layers,
            let place = parts.imageElement?[ImageRecipe.Key.baseLayers.rawValue]
        {
            return [
                place.error(
                    "the image has \(image.layers) layers, so at most \(image.layers - 1) can be those of a base; "
                        + "expected fewer, or more 'layers'")
            ]
        }
        if parts.pulls?.hasBase == true, image.baseLayers == 0, let place = parts.pullsElement?["with-base"] {
            return [place.error("the image has no base; expected 'base-layers' in 'image'")]
        }
        if node.hasBase, image.baseLayers == 0, let place = parts.nodeElement?[NodeSettings.Key.hasBase.rawValue] {
            return [place.error("the image has no base; expected 'base-layers' in 'image'")]
        }
        return []
    }

    /// Refuses damage to what no earlier pull has stored.
    private var storeProblems: [LanguageError] {
        guard let node = parts.node, !node.hasBase, !node.hasImage else { return [] }
        return parts.faults.filter { ($0.value.fault as? any WorldFault)?.isOfEarlierPull == true }.map { fault in
            (fault.element["fault"] ?? fault.element).error(
                "no earlier pull has stored anything; expected 'has-image: true' or 'has-base: true' in 'node'")
        }
    }

    /// Refuses a password that nobody asks for, and a scheme that needs one without it.
    private var loginProblems: [LanguageError] {
        guard let registry = parts.registry, let node = parts.node else { return [] }
        if let place = parts.nodeElement?[NodeSettings.Key.credentials.rawValue] {
            if node.credentials == .none, registry.credentials == .none {
                return [place.error("the registry asks for none; expected 'credentials: required' in 'registry'")]
            }
            if node.credentials == .wrong, registry.behavior.login == .none {
                return [place.error("with 'login: none' nobody asks for them; expected another 'login' in 'registry'")]
            }
        }
        guard let element = parts.registryElement else { return [] }
        if registry.scheme == .http, registry.offersHTTP2, let place = element[RegistrySettings.Key.http2.rawValue] {
            return [place.error("with 'scheme: http' no protocol is negotiated; expected 'scheme: https'")]
        }
        if registry.scheme == .http, registry.hasPlainPort, let place = element[RegistrySettings.Key.plainPort.rawValue]
        {
            return [place.error("with 'scheme: http' there is no other port; expected 'scheme: https'")]
        }
        let place = element[RegistrySettings.Key.login.rawValue] ?? element[RegistrySettings.Key.credentials.rawValue]
        switch (registry.behavior.login, registry.credentials) {
        case (.basic, .none):
            return [
                (place ?? element).error(
                    "'login: basic' asks for a password that nobody has; expected 'credentials: required'")
            ]
        case (.none, .required):
            return [(place ?? element).error("'login: none' asks for no password; expected 'credentials: none'")]
        default: return []
        }
    }

    /// Refuses settings of the puller that change nothing.
    private var settingProblems: [LanguageError] {
        guard let registry = parts.registry, let node = parts.node, let element = parts.nodeElement else { return [] }
        var problems: [LanguageError] = []
        if node.hosts != .withServer, registry.mirror == .none, let place = element[NodeSettings.Key.hosts.rawValue] {
            problems.append(place.error("there is no mirror to be found; expected 'mirror: all' in 'registry'"))
        }
        if node.hasCredentialHelper, registry.credentials == .none || node.credentials != .right,
            let place = element[NodeSettings.Key.credentialHelper.rawValue]
        {
            problems.append(
                place.error("it has no password to give; expected 'credentials: required' in 'registry' alone"))
        }
        return problems
    }

    /// Refuses a time until the image is there that nobody can measure.
    private var repeatProblems: [LanguageError] {
        guard let pulls = parts.pulls else { return [] }
        let places =
            [parts.expectation?.observables.recoversWithin == nil ? nil : parts.expect]
            + parts.known.map { $0.value.observables.recoversWithin == nil ? nil : $0.element }
        let claims = places.compactMap { $0?[Expectation.Key.recoversWithin.rawValue] }
        guard let claim = claims.first else { return [] }
        if pulls.again == .never {
            return [claim.error("nobody asks for the image again; expected 'pulls: {again: kubelet}'")]
        }
        if parts.faults.isEmpty { return [claim.error("there is no fault that ends; expected one in 'faults'")] }
        return parts.faults.filter { $0.value.trigger.lasting == nil }.map { fault in
            (fault.element["when"] ?? fault.element["fault"] ?? fault.element).error(
                "it has no end from which 'recovers-within' could count; expected 'for' in 'when'")
        }
    }

    private var timeProblems: [LanguageError] {
        guard let deadline = parts.deadline else { return [] }
        var problems: [LanguageError] = []
        let limits =
            [(parts.expectation?.observables.within, parts.expect?["within"])]
            + parts.known.map { ($0.value.observables.within, $0.element["within"]) }
        for case (let within?, let element?) in limits where within > deadline {
            if let key = parts.deadlineElement {
                problems.append(
                    key.error(
                        "the puller is killed after \(Units.text(deadline)), before the "
                            + "\(Units.text(within)) of '\(element.path)' are over; "
                            + "expected a deadline of \(Units.text(within)) or more"
                    )
                )
            } else {
                problems.append(
                    element.error(
                        "the puller is killed after \(Units.text(deadline)), before "
                            + "\(Units.text(within)) are over; expected less, or a key 'deadline' with more"
                    )
                )
            }
        }
        return problems
    }

    private var knownProblems: [LanguageError] {
        guard let expectation = parts.expectation else { return [] }
        return parts.known.compactMap { shortcoming, element in
            guard shortcoming.repeats(expectation) else { return nil }
            return element.error(
                "this is what 'expect' says already; expected another 'pull', or a key such as 'error' or 'requests'"
            )
        }
    }

    /// Refuses pullers that are left out and also have a known shortcoming.
    private var pullerProblems: [LanguageError] {
        let skipped = parts.exemptions.flatMap { exemption, element in
            zip(exemption.pullers, element["puller"]?.itemsOrSelf ?? [])
        }
        return parts.known.flatMap { shortcoming, element in
            zip(shortcoming.pullers, element["puller"]?.itemsOrSelf ?? []).compactMap { selector, place in
                guard let other = skipped.first(where: { $0.0.overlaps(selector) }) else { return nil }
                return place.error(
                    "'skip' at \(other.1.position) leaves out '\(other.0)', which overlaps with '\(selector)'; "
                        + "expected each version in 'known' or in 'skip'")
            }
        }
    }
}

extension Element {
    /// The value of a key; nil when it is absent or this is no mapping.
    subscript(key: String) -> Element? { entries.first { $0.key == key }?.value }

    /// The entries of a mapping; none of anything else.
    var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

    /// The items of a list; of anything else, itself.
    var itemsOrSelf: [Element] { if case .sequence(let items) = content { items } else { [self] } }
}
