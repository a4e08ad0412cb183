/// The entries of one mapping, read by key; unknown keys are an error before anything is read.
public struct Fields: Sendable {
    package let element: Element
    private let values: [String: Element]

    /// - Parameters:
    ///   - known: the permitted keys, in the order in which messages list them.
    ///   - what: what the mapping is, for an error about a value that is no mapping.
    ///   - owner: the owner of the keys, if the path does not say it.
    package init(of element: Element, known: [String], what: String, owner: String? = nil) throws(LanguageError) {
        guard case .mapping(let entries) = element.content else {
            throw element.error("found \(element.kindName); expected \(what) with \(known.joined(separator: ", "))")
        }
        var values: [String: Element] = [:]
        for entry in entries {
            guard known.contains(entry.key) else {
                let key = "'\(entry.key.clipped)'" + (owner.map { " of \($0)" } ?? "")
                throw LanguageError(
                    at: entry.keyPosition, path: element.path,
                    "unknown key \(key); \(Suggestion.sentence(for: entry.key, among: known))"
                )
            }
            guard values.updateValue(entry.value, forKey: entry.key) == nil else {
                throw LanguageError(
                    at: entry.keyPosition, path: element.path,
                    "key '\(entry.key)' is given twice; expected it once"
                )
            }
        }
        self.element = element
        self.values = values
    }

    package subscript(key: String) -> Element? { values[key] }

    package func required(_ key: String, _ expected: String) throws(LanguageError) -> Element {
        guard let value = values[key] else { throw element.error("key '\(key)' is missing; expected \(expected)") }
        return value
    }

    /// Reads an optional key.
    package func read<Value>(
        _ key: String, _ reader: (Element) throws(LanguageError) -> Value
    ) throws(LanguageError) -> Value? {
        guard let value = values[key] else { return nil }
        return try reader(value)
    }
}

extension Element {
    /// The items of a list, each read by `reader`.
    package func list<Value>(
        of what: String, atMost most: Int = .max, _ reader: (Element) throws(LanguageError) -> Value
    ) throws(LanguageError) -> [Value] {
        guard case .sequence(let items) = content else { throw error("found \(kindName); expected a list of \(what)") }
        guard items.count <= most else { throw error("\(items.count) are too many; expected at most \(most)") }
        var values: [Value] = []
        for item in items { values.append(try reader(item)) }
        return values
    }
}
