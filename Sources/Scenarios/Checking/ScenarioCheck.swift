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
        var problems = exclusionProblems + timeProblems + knownProblems + pullerProblems
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
            for entry in element["requests"]?.entries ?? [] {
                guard let selector = RequestSelector(entry.key),
                    let objection = world.objection(to: selector.resource, at: selector.host)
                else { continue }
                // A count of 0 for something that does not exist is true and permitted; a layer that does not exist is
                // a mistake.
                let isDemanded = (observables.requests[entry.key]?.lowerBound ?? 0) > 0
                guard isDemanded || objection.hasPrefix("there is no layer-") else { continue }
                problems.append(LanguageError(at: entry.keyPosition, path: element.path + ".requests", objection))
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
