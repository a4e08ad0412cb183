import Faults
import ImageContent

/// Checks that the parts of a scenario fit together.
struct ScenarioCheck {
    let scenario: Scenario
    let root: Element

    /// - Throws: the first contradiction in the order of the document.
    func run() throws(LanguageError) {
        let problems =
            tlsProblems + mirrorProblems + proxyProblems + layerProblems + timeProblems + knownProblems
        let first = problems.min {
            ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column)
        }
        if let first { throw first }
    }

    private var tlsProblems: [LanguageError] {
        guard scenario.registry.scheme == .http else { return [] }
        return zip(scenario.faults, items("faults")).compactMap { fault, element in
            guard type(of: fault.fault).plane == .tls else { return nil }
            return (element["fault"] ?? element).error(
                "with 'scheme: http' there is no TLS to break; expected 'scheme: https' or another fault"
            )
        }
    }

    /// Refuses faults of a missing mirror.
    private var mirrorProblems: [LanguageError] {
        guard scenario.registry.mirror == .none else { return [] }
        return zip(scenario.faults, items("faults")).compactMap { fault, element in
            let ends = [
                ("host", fault.match.host), ("with", fault.match.with), ("from", fault.match.from),
                ("to", fault.match.to),
            ]
            let key = ends.first { $0.1 == .mirror }.flatMap { element["match"]?[$0.0] }
            let isAbout = key != nil || (fault.fault as? any ImageFault)?.servedBy == .mirror
            return isAbout
                ? (key ?? element["fault"] ?? element).error(
                    "no mirror is there; expected 'mirror: all' or 'mirror: digest-only' in 'registry'"
                ) : nil
        }
    }

    /// Refuses faults of a missing proxy, and TLS faults of a proxy, which speaks plain HTTP with the puller.
    private var proxyProblems: [LanguageError] {
        zip(scenario.faults, items("faults")).compactMap { definition, element in
            let tls = definition.fault as? any TLSFault
            let isAtProxy = definition.match.host == .proxy
            let place = (isAtProxy ? element["match"]?["host"] : nil) ?? element["fault"] ?? element
            if tls != nil, isAtProxy {
                return place.error("the puller speaks plain HTTP with the proxy; expected a host behind it")
            }
            guard scenario.node.proxy == nil, isAtProxy || tls?.isOfProxy == true else { return nil }
            return place.error("there is no proxy in this scenario; expected 'proxy: true' in 'node'")
        }
    }

    private var layerProblems: [LanguageError] {
        var problems: [LanguageError] = []
        for (fault, element) in zip(scenario.faults, items("faults")) {
            guard let word = fault.match.resource, let number = absentLayer(word) else { continue }
            problems.append((element["match"]?["resource"] ?? element).error(sentence(about: number)))
        }
        for expectation in [root["expect"]].compactMap({ $0 }) + items("known") {
            for ranges in [expectation["requests"], expectation["backoff"]].compactMap({ $0 }) {
                guard case .mapping(let entries) = ranges.content else { continue }
                for entry in entries {
                    guard let number = absentLayer(entry.key) else { continue }
                    problems.append(LanguageError(at: entry.keyPosition, path: ranges.path, sentence(about: number)))
                }
            }
        }
        return problems
    }

    private var timeProblems: [LanguageError] {
        var problems: [LanguageError] = []
        let limits =
            [(scenario.expectation.observables.within, root["expect"]?["within"])]
            + zip(scenario.known, items("known")).map { ($0.observables.within, $1["within"]) }
        for case (let within?, let element?) in limits where within > scenario.deadline {
            if let deadline = root["deadline"] {
                problems.append(
                    deadline.error(
                        "the puller is killed after \(Units.text(scenario.deadline)), before the "
                            + "\(Units.text(within)) of '\(element.path)' are over; "
                            + "expected a deadline of \(Units.text(within)) or more"
                    )
                )
            } else {
                problems.append(
                    element.error(
                        "the puller is killed after \(Units.text(scenario.deadline)), before "
                            + "\(Units.text(within)) are over; expected less, or a key 'deadline' with more"
                    )
                )
            }
        }
        return problems
    }

    private var knownProblems: [LanguageError] {
        zip(scenario.known, items("known")).compactMap { shortcoming, element in
            guard shortcoming.repeats(scenario.expectation) else { return nil }
            return element.error(
                "this is what 'expect' says already; expected another 'pull', or a key such as 'error' or 'requests'"
            )
        }
    }

    /// The number of a layer that the image does not have; nil for any other word.
    private func absentLayer(_ word: String) -> Int? {
        let word = RequestSelector(word)?.resource ?? word
        guard word.hasPrefix("layer-"), let number = Int(word.dropFirst("layer-".count)) else { return nil }
        return number > scenario.image.layers ? number : nil
    }

    private func sentence(about number: Int) -> String {
        let layers = scenario.image.layers
        let words = layers == 1 ? "layer-1" : "layer-1 to layer-\(layers)"
        return "there is no layer-\(number), since the image has \(layers == 1 ? "1 layer" : "\(layers) layers"); "
            + "expected \(words), or more 'layers' in 'image'"
    }

    private func items(_ key: String) -> [Element] {
        guard let list = root[key], case .sequence(let items) = list.content else { return [] }
        return items
    }
}

extension Element {
    /// The value of a key; nil if it is missing or this is no mapping.
    fileprivate subscript(key: String) -> Element? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}
