/// One entry of a scenario's `faults`: what, which and when, not yet armed for a run.
package struct FaultDefinition: Sendable {
    package let fault: any Fault
    package let match: Match
    package let trigger: Trigger
    /// Until this has happened the fault is not due; nil for a fault that is due from the start.
    package let once: EventMatch?
    /// The event at which an act is done; nil for one that a request or a time brings about.
    package let on: EventMatch?
    /// The parameters as written, for `chaospull plan`.
    package let arguments: [String]
    /// Where its name stands in the file.
    package let position: Position

    package var name: String { type(of: fault).name }

    /// What it meets, for people: the event that it is done at, or what it matches.
    package var occasion: String { on?.summary ?? match.summary }

    /// It does not meet everything on its plane always.
    package var isConditional: Bool { match != Match() || trigger != Trigger() }

    /// Whether it, or an event that it waits for, is about a disk.
    package var needsDisk: Bool {
        fault.needsDisk
            || [once, on].contains { event in
                if case .disk = event { true } else { false }
            }
    }

    package init(_ element: Element) throws(LanguageError) {
        guard case .mapping(let entries) = element.content else {
            throw element.error(
                "found \(element.kindName); expected a mapping with fault, match, when, as in '- fault: packet.drop'")
        }
        guard let named = entries.first(where: { $0.key == "fault" }) else {
            throw element.error("key 'fault' is missing; expected the name of a fault (run 'chaospull list faults')")
        }
        let name = try named.value.string()
        position = named.value.position
        guard let type = FaultCatalog.fault(named: name) else {
            let names = FaultCatalog.all.map { $0.name }
            let sentence = Suggestion.sentence(
                for: name, among: names, otherwise: "expected one that 'chaospull list faults' names")
            throw named.value.error("unknown fault '\(name.clipped)'; \(sentence)")
        }
        let parameters = type.parameters.map(\.name)
        let known = ["fault"] + type.plane.conditionKeys + parameters
        let fields = try Fields(of: element, known: known, what: "a fault", owner: name)
        fault = try type.init(fields)
        match =
            try fields.read("match") { (element) throws(LanguageError) in
                try Match(element, plane: type.plane)
            } ?? Match()
        if let key = type.plane.neededMatchKey {
            _ = try fields.required("match", "one that says which \(key), as in 'match: {call: fsync}'")
        }
        let triggerKeys = type.plane.triggerKeys
        if triggerKeys.isEmpty, let when = fields["when"] {
            throw when.error("'\(name)' holds for the whole run; expected no 'when'")
        }
        trigger =
            try fields.read("when") { (element) throws(LanguageError) in
                try Trigger(element, known: triggerKeys)
            } ?? Trigger()
        if let image = fault as? any ImageFault, !image.isOfAnswers, let condition = fields["match"] ?? fields["when"] {
            throw condition.error(
                parameters.contains(ImageChange.digest.name)
                    ? "with digests that match, other documents change too; expected 'digest: stale' beside it"
                    : "'\(name)' changes other documents too, for every host and answer; expected no 'match' or 'when'")
        }
        if trigger.afterBytes != nil, let afterBytes = fields["when"]?.entry("after-bytes") {
            if !type.takesAfterBytes {
                throw afterBytes.error("'\(name)' does not depend on bytes; expected no 'after-bytes'")
            }
            if fields["on"] != nil {
                throw afterBytes.error("'after-bytes' counts bytes of an answer; expected no 'on' beside it")
            }
        }
        once = try fields.read("once", EventMatch.init)
        on = try fields.read("on", EventMatch.init)
        if on != nil, let other = fields["match"] {
            throw other.error("'on' says at which event it is done; expected no 'match' beside it")
        }
        arguments = entries.compactMap { entry in
            guard parameters.contains(entry.key), let text = entry.value.written else { return nil }
            return "\(entry.key) \(text)"
        }
    }

    /// Makes the fault ready for a run.
    package func armed(ordinal: Int, seed: UInt64, decisions: DecisionSource = .drawn) -> ArmedFault {
        ArmedFault(
            fault, ordinal: ordinal, match: match, trigger: trigger, once: once, on: on, seed: seed,
            decisions: decisions)
    }

    /// What, which and when, for `chaospull plan` and recordings.
    package var summary: String {
        let plane = type(of: fault).plane
        var words = name
        if !arguments.isEmpty { words += " (\(arguments.joined(separator: ", ")))" }
        if let on {
            words += ", on \(on.summary)"
        } else if !plane.matchKeys.isEmpty, !plane.isStatic || match != Match() {
            words += ", match \(match.summary)"
        }
        if let once { words += ", once \(once.summary)" }
        return words + (plane.isStatic && trigger == Trigger() ? ", for the whole run" : ", \(trigger.summary)")
    }
}

extension Fault {
    /// Whether `after-bytes` has a meaning for it: bytes pass while it may act.
    package static var takesAfterBytes: Bool {
        switch plane {
        case .packet, .disk, .act: true
        case .http: (Self.self as? any HTTPFault.Type)?.part.isOfBody ?? false
        case .dns, .auth, .tls, .link, .image, .node, .syscall: false
        }
    }
}

extension Element {
    /// The value of a key of a mapping.
    fileprivate func entry(_ key: String) -> Element? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}
