import Faults

/// Writes out the shortcomings and traits that a scenario names, as entries that say all themselves.
struct ShortcomingReferences {
    /// The catalog of the scenario; nil if there is none.
    let catalog: ShortcomingCatalog?

    private static let usual = "usual"
    private static let all = "all"

    /// Whether `known` or `skip` names anything by its id.
    static func areIn(_ root: Element) -> Bool {
        [Scenario.Key.known, .skip].contains { key in
            guard let value = root[key.rawValue] else { return false }
            return switch value.content {
            case .mapping: true
            case .sequence(let items): items.contains { if case .scalar = $0.content { true } else { false } }
            case .scalar: false
            }
        }
    }

    /// The ids that `known` and `skip` name, `with` included, in the order of the document.
    static func ids(in root: Element) -> [String] {
        var found: [String] = []
        for value in [Scenario.Key.known, .skip].compactMap({ root[$0.rawValue] }) {
            for item in value.itemsOrSelf {
                if case .scalar(let id, _) = item.content { found.append(id) }
                for entry in item.entries where value.entries.contains(where: { $0.key == entry.key }) {
                    found.append(entry.key)
                    for how in entry.value.itemsOrSelf {
                        found += how["with"]?.itemsOrSelf.compactMap(\.written) ?? []
                    }
                }
            }
        }
        return found
    }

    /// The root of the document with all references written out.
    func expanded(_ root: Element, _ errors: inout ErrorCollector) -> Element {
        guard case .mapping(let entries) = root.content else { return root }
        let written = entries.map { entry -> Element.Entry in
            guard let key = Scenario.Key(rawValue: entry.key), key == .known || key == .skip else { return entry }
            if entry.value["puller"] != nil || entry.value["because"] != nil {
                errors.note(
                    entry.value.error(
                        "found one entry; expected a list, as in '- puller: skopeo', or names of "
                            + (key == .known ? "shortcomings" : "traits")))
                return Element.Entry(
                    key: entry.key, keyPosition: entry.keyPosition,
                    value: Element(.sequence([]), at: entry.value.position, path: entry.value.path))
            }
            let items = references(in: entry.value).flatMap { reference -> [Element] in
                switch reference {
                case .inline(let element): return [element]
                case .named(let id, let how, let place):
                    let kind: Shortcoming.Kind = key == .known ? .shortcoming : .trait
                    do throws(LanguageError) {
                        return [try item(id, how, kind, at: place)]
                    } catch {
                        errors.note(error)
                        return []
                    }
                }
            }
            let list = Element(.sequence(items), at: entry.value.position, path: entry.value.path)
            return Element.Entry(key: entry.key, keyPosition: entry.keyPosition, value: list)
        }
        return Element(.mapping(written), at: root.position, path: root.path)
    }

    private enum Reference {
        case inline(Element)
        case named(String, how: Element?, place: Element)
    }

    private func references(in value: Element) -> [Reference] {
        switch value.content {
        case .scalar: [.inline(value)]
        case .sequence(let items):
            items.map { item in
                guard case .scalar(let id, _) = item.content else { return .inline(item) }
                return .named(id, how: nil, place: item)
            }
        case .mapping(let entries):
            entries.flatMap { entry -> [Reference] in
                let place = Element(.scalar(entry.key, isPlain: true), at: entry.keyPosition, path: entry.value.path)
                return entry.value.itemsOrSelf.map { .named(entry.key, how: $0, place: place) }
            }
        }
    }

    private func shortcoming(_ id: String, _ kind: Shortcoming.Kind, _ place: Element) throws(LanguageError)
        -> Shortcoming
    {
        guard let catalog else {
            throw place.error(
                "no folder '\(ShortcomingCatalog.folder.name)' says what '\(id.clipped)' is; expected one beside the "
                    + "scenario or its folder")
        }
        guard let found = catalog[id] else {
            let names = catalog.all.filter { $0.kind == kind }.map(\.id)
            throw place.error(
                "unknown \(kind.rawValue) '\(id.clipped)'; "
                    + Suggestion.sentence(
                        for: id, among: names, otherwise: "expected one that 'chaospull list shortcomings' names"))
        }
        guard found.kind == kind else {
            throw place.error(
                "'\(id)' is a \(found.kind.rawValue); expected it in '\(kind == .shortcoming ? "skip" : "known")'")
        }
        return found
    }

    /// One entry, written out.
    private func item(
        _ id: String, _ how: Element?, _ kind: Shortcoming.Kind, at place: Element
    ) throws(LanguageError) -> Element {
        let main = try shortcoming(id, kind, place)
        var own: [Element.Entry] = []
        var others: [Shortcoming] = []
        var narrowed: [Element] = []
        switch how?.content {
        case nil: break
        case .scalar(let word, _):
            let expected = kind == .shortcoming ? Self.usual : Self.all
            guard word == expected, let how else {
                throw (how ?? place).error("found '\(word.clipped)'; expected '\(expected)' or a mapping")
            }
            _ = how
        case .sequence: throw (how ?? place).error("found a list in a list; expected a mapping")
        case .mapping(let entries):
            for entry in entries {
                switch entry.key {
                case "puller": narrowed = entry.value.itemsOrSelf
                case "with" where kind == .shortcoming:
                    for other in entry.value.itemsOrSelf {
                        others.append(try shortcoming(other.scalar("the name of another shortcoming"), kind, other))
                    }
                case let key where Shortcoming.ownKeys.contains(key) || kind == .trait:
                    throw LanguageError(
                        at: entry.keyPosition, path: place.path,
                        "'\(key.clipped)' is said in \(catalog?.file(of: id) ?? ""); expected only "
                            + (kind == .trait ? "'puller'" : "how it shows here"))
                default: own.append(entry)
                }
            }
        }
        func text(_ key: String, _ words: [String]) -> Element.Entry {
            let items = words.map { Element(.scalar($0, isPlain: false), at: place.position, path: place.path) }
            return Element.Entry(
                key: key, keyPosition: place.position,
                value: Element(.sequence(items), at: place.position, path: place.path))
        }
        let causes = [main] + others
        let because = Element(
            .scalar(causes.map(\.what).joined(separator: "; "), isPlain: false), at: place.position, path: place.path)
        var entries = [
            text("puller", try pullers(of: causes, narrowed, place)),
            Element.Entry(key: "because", keyPosition: place.position, value: because),
        ]
        guard kind == .shortcoming else {
            entries.append(Element.Entry(key: "trait", keyPosition: place.position, value: place))
            return Element(.mapping(entries), at: place.position, path: place.path)
        }
        entries.append(text("shortcoming", causes.map(\.id)))
        let see = causes.flatMap(\.see)
        if !see.isEmpty { entries.append(text("see", see)) }
        entries += try shows(main, own, place)
        return Element(.mapping(entries), at: place.position, path: place.path)
    }

    /// How it shows: what is usual, with what the scenario adds; alone what the scenario says if it says how the pull
    /// ends.
    private func shows(
        _ main: Shortcoming, _ own: [Element.Entry], _ place: Element
    ) throws(LanguageError) -> [Element.Entry] {
        if own.contains(where: { $0.key == "pull" }) { return own }
        guard let usually = main.usually else {
            throw place.error(
                "\(catalog?.file(of: main.id) ?? "") does not say how '\(main.id)' usually shows; expected it here, as "
                    + "in '{pull: fails}'")
        }
        let inherited = usually.entries.filter { entry in !own.contains { $0.key == entry.key } }
        return inherited.map {
            Element.Entry(key: $0.key, keyPosition: place.position, value: $0.value.moved(to: place))
        }
            + own
    }

    /// The versions of pullers that have all the causes, and that the scenario selects.
    private func pullers(
        of causes: [Shortcoming], _ narrowed: [Element], _ place: Element
    ) throws(LanguageError) -> [String] {
        var found: [PullerSelector] = causes[0].pullers
        for other in causes.dropFirst() { found = Self.both(found, other.pullers) }
        guard !narrowed.isEmpty else { return found.map(\.description) }
        var selected: [PullerSelector] = []
        for element in narrowed {
            let own = Self.both(found, [try PullerSelector(element)])
            guard !own.isEmpty else {
                throw element.error(
                    "'\(element.written?.clipped ?? "")' does not have '\(causes[0].id)'; expected one of "
                        + found.map { "'\($0)'" }.joined(separator: ", "))
            }
            selected += own
        }
        return selected.map(\.description)
    }

    private static func both(_ some: [PullerSelector], _ others: [PullerSelector]) -> [PullerSelector] {
        some.flatMap { one in others.compactMap { one.and($0) } }
    }
}

extension Element {
    /// The same at another place, so that a message names a line of the scenario.
    fileprivate func moved(to place: Element) -> Element {
        let content: Content =
            switch self.content {
            case .scalar: self.content
            case .sequence(let items): .sequence(items.map { $0.moved(to: place) })
            case .mapping(let entries):
                .mapping(
                    entries.map {
                        Entry(key: $0.key, keyPosition: place.position, value: $0.value.moved(to: place))
                    })
            }
        return Element(content, at: place.position, path: place.path)
    }
}
