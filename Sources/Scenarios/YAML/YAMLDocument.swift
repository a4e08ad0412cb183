import Faults

/// A text in the subset of YAML for scenarios, as a tree of elements with positions and paths.
///
/// It has one document; keys are plain words, each at most once in a mapping. There are no anchors, aliases, tags or
/// merge keys, which would make a file mean more than it says at a place.
package struct YAMLDocument: Sendable {
    /// The most bytes of a text; scenarios have a few thousand.
    package static let largestSize = 64 << 10

    /// How deep lists and mappings may nest; scenarios need five levels.
    package static let deepestNesting = 16

    /// What the file describes, for messages.
    package enum Subject: String, Sendable {
        case scenario, puller, shortcomings, causes, request

        var word: String {
            switch self {
            case .scenario, .puller, .request: rawValue
            case .shortcomings: "shortcoming"
            case .causes: "cause"
            }
        }
        var keys: String {
            switch self {
            case .scenario: "'title' and 'expect'"
            case .puller: "'name', 'command' and 'verify'"
            case .shortcomings: "'shortcomings' or 'traits'"
            case .causes: "'causes'"
            case .request: "'do'"
            }
        }
    }

    /// The value of the document, of any kind.
    package let root: Element

    /// Reads one document.
    ///
    /// - Throws: the first error in the order of the document.
    package init(_ text: String, of subject: Subject = .scenario) throws(LanguageError) {
        try Self.check(text, of: subject)
        var events = YAMLEventReader(text)
        // A request is JSON, where keys are in quotes.
        events.takesQuotedKeys = subject == .request
        var event = try events.next()
        while case .other = event.kind { event = try events.next() }
        guard case .documentStart = event.kind else {
            throw Self.nothing(of: subject, at: Position(line: 1, column: 1))
        }
        let first = try events.next()
        root = try Self.element(first, path: "", depth: 0, from: &events)
        if case .scalar("", isPlain: true) = root.content { throw Self.nothing(of: subject, at: root.position) }
        // The end of the document, then the end of the stream.
        _ = try events.next()
        event = try events.next()
        guard case .streamEnd = event.kind else {
            throw LanguageError(
                at: event.position, path: "", "a second document begins here; expected one \(subject.word) in a file"
            )
        }
    }

    private static func nothing(of subject: Subject, at position: Position) -> LanguageError {
        LanguageError(at: position, path: "", "the file holds no \(subject.word); expected the keys \(subject.keys)")
    }

    /// Reads the node that begins with `event`; `depth` lists and mappings are open.
    private static func element(
        _ event: YAMLEvent, path: String, depth: Int, from events: inout YAMLEventReader
    ) throws(LanguageError) -> Element {
        try refuseIndirection(of: event, path: path)
        switch event.kind {
        case .scalar(let text, let isPlain):
            // The words for "no value" (YAML 1.2.2 section 10.2.1.1).
            let isNull = isPlain && ["", "~", "null"].contains(text)
            return Element(.scalar(isNull ? "" : text, isPlain: isPlain), at: event.position, path: path)
        case .sequenceStart:
            try checkDepth(depth, at: event.position, path: path)
            return try sequence(from: &events, at: event.position, path: path, depth: depth + 1)
        case .mappingStart:
            try checkDepth(depth, at: event.position, path: path)
            return try mapping(from: &events, at: event.position, path: path, depth: depth + 1)
        default:
            throw LanguageError(at: event.position, path: path, "found no value; expected one")
        }
    }

    private static func sequence(
        from events: inout YAMLEventReader, at position: Position, path: String, depth: Int
    ) throws(LanguageError) -> Element {
        var items: [Element] = []
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind { break }
            items.append(try element(event, path: "\(path)[\(items.count)]", depth: depth, from: &events))
        }
        return Element(.sequence(items), at: position, path: path)
    }

    private static func mapping(
        from events: inout YAMLEventReader, at position: Position, path: String, depth: Int
    ) throws(LanguageError) -> Element {
        var entries: [Element.Entry] = []
        var keys: Set<String> = []
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind { break }
            let key = try key(event, path: path, takesQuoted: events.takesQuotedKeys)
            guard keys.insert(key).inserted else {
                throw LanguageError(
                    at: event.position, path: path, "key '\(key.clipped)' is given twice; expected it once"
                )
            }
            let value = try element(
                events.next(), path: path.isEmpty ? key.clipped : "\(path).\(key.clipped)", depth: depth, from: &events
            )
            entries.append(Element.Entry(key: key, keyPosition: event.position, value: value))
        }
        return Element(.mapping(entries), at: position, path: path)
    }

    private static func key(_ event: YAMLEvent, path: String, takesQuoted: Bool) throws(LanguageError) -> String {
        try refuseIndirection(of: event, path: path)
        let problem: String
        switch event.kind {
        case .scalar("", isPlain: true): problem = "found no key before ':'; expected a word"
        case .scalar("<<", isPlain: true): problem = "found the merge key '<<'; expected the keys themselves"
        case .scalar(let text, isPlain: true): return text
        case .scalar(let text, isPlain: false):
            if takesQuoted { return text }
            problem = "key '\(text.clipped)' is in quotes; expected it without quotes"
        default: problem = "found a list or a mapping as a key; expected a word"
        }
        throw LanguageError(at: event.position, path: path, problem)
    }

    private static func refuseIndirection(of event: YAMLEvent, path: String) throws(LanguageError) {
        let found: String
        if case .alias = event.kind {
            found = "an alias ('*')"
        } else if event.isAnchored {
            found = "an anchor ('&')"
        } else if event.isTagged {
            found = "a tag ('!')"
        } else {
            return
        }
        throw LanguageError(
            at: event.position, path: path, "found \(found); expected the value itself, in quotes if it is text"
        )
    }

    private static func checkDepth(_ depth: Int, at position: Position, path: String) throws(LanguageError) {
        guard depth >= deepestNesting else { return }
        throw LanguageError(
            at: position, path: "",
            "nested too deep; expected at most \(deepestNesting) lists and mappings inside one another"
        )
    }
}
