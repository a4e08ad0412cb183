import Faults

/// Readers of mappings with a closed set of keys.
extension Element {
    /// The entries in the order of the document, so that the first error is the first in the file.
    func entries<Key: RawRepresentable & CaseIterable>(
        _: Key.Type = Key.self, of what: String
    ) throws(LanguageError) -> [(key: Key, value: Element)] where Key.RawValue == String {
        _ = try Fields(of: self, known: Key.allCases.map(\.rawValue), what: what)
        guard case .mapping(let entries) = content else { return [] }
        return entries.compactMap { entry in Key(rawValue: entry.key).map { ($0, entry.value) } }
    }

    /// A mapping from words that `reader` understands to ranges.
    func ranges<Word: Hashable, Range>(
        of what: String, _ reader: (String, Element) throws(LanguageError) -> Word,
        _ range: (Element) throws(LanguageError) -> Range
    ) throws(LanguageError) -> [Word: Range] {
        guard case .mapping(let entries) = content, !entries.isEmpty else {
            throw error("found \(kindName); expected \(what)")
        }
        var ranges: [Word: Range] = [:]
        for entry in entries {
            // A key is no element, but errors about it need its position.
            let key = Element(.scalar(entry.key, isPlain: true), at: entry.keyPosition, path: path)
            let word = try reader(entry.key, key)
            guard ranges.updateValue(try range(entry.value), forKey: word) == nil else {
                throw key.error("'\(entry.key.clipped)' means the same as a key above; expected each once")
            }
        }
        return ranges
    }

    /// A list of texts; a single text is a list of one.
    func texts(_ expected: String) throws(LanguageError) -> [String] {
        if case .scalar = content { return [try scalar(expected)] }
        return try list(of: "texts \(expected)") { (element) throws(LanguageError) in try element.scalar(expected) }
    }

    /// A list of words of a closed set; a single word is a list of one.
    func words<Word: RawRepresentable & CaseIterable & Hashable>(
        _: Word.Type = Word.self, called what: String, _ expected: String
    ) throws(LanguageError) -> Set<Word> where Word.RawValue == String {
        if case .scalar = content { return [try word(called: what)] }
        let words = try list(of: expected) { (element) throws(LanguageError) -> Word in
            try element.word(called: what)
        }
        guard !words.isEmpty else { throw error("found an empty list; expected \(expected)") }
        return Set(words)
    }

    /// The error for a missing required key.
    func missing(_ key: String, _ expected: String) -> LanguageError {
        error("key '\(key)' is missing; expected \(expected)")
    }
}
