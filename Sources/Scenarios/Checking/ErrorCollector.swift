import Faults

/// Collects the errors of a document, so that one does not hide the next.
struct ErrorCollector {
    private(set) var errors: [LanguageError] = []

    /// The most errors that are reported for one file.
    static let most = 50

    private var isFull: Bool { errors.count >= Self.most }

    mutating func note(_ error: LanguageError) {
        if !isFull { errors.append(error) }
    }

    /// Reads a value; nil if it is invalid.
    ///
    /// A mapping is read again without each invalid entry, to find errors in the others.
    mutating func read<Value>(_ element: Element, _ reader: (Element) throws(LanguageError) -> Value) -> Value? {
        do {
            return try reader(element)
        } catch {
            note(error)
            var rest = element
            let first = max(0, errors.count - 1)
            var removed: [String] = []
            var last = error
            while !isFull, let (key, smaller) = rest.removingEntry(at: last.position) {
                removed.append(key)
                rest = smaller
                do {
                    _ = try reader(rest)
                    return nil
                } catch {
                    // A key that is missing now was only removed, and an error that stays is not about a single entry.
                    let isOfRemoval = removed.contains { error.message.hasPrefix("key '\($0)' is missing") }
                    if isOfRemoval || error == last || isMisspelled(error, since: first) { return nil }
                    note(error)
                    last = error
                }
            }
            return nil
        }
    }

    /// Whether a missing key is there with a wrong spelling.
    private func isMisspelled(_ error: LanguageError, since first: Int) -> Bool {
        let words = error.message.split(separator: "'", maxSplits: 2)
        guard words.count == 3, words[0] == "key ", words[2].hasPrefix(" is missing") else { return false }
        return isSuggested(String(words[1]), since: first)
    }

    /// Whether a key was suggested in place of an unknown one.
    func isSuggested(_ key: String, since first: Int = 0) -> Bool {
        errors[first...].contains { $0.message.hasSuffix("did you mean '\(key)'?") }
    }

    /// Reads the items of a list, each with its element; invalid ones are left out.
    mutating func items<Value>(
        _ element: Element, of what: String, atMost most: Int = .max,
        _ reader: (Element) throws(LanguageError) -> Value
    ) -> [(value: Value, element: Element)] {
        let items: [Element]
        do {
            items = try element.list(of: what, atMost: most) { (item) throws(LanguageError) in item }
        } catch {
            note(error)
            return []
        }
        return items.compactMap { item in read(item, reader).map { ($0, item) } }
    }
}

extension Element {
    /// The mapping without the entry that contains a position; nil if there is none.
    fileprivate func removingEntry(at place: Position) -> (key: String, rest: Element)? {
        guard case .mapping(let entries) = content else { return nil }
        func isAfter(_ entry: Entry) -> Bool {
            (entry.keyPosition.line, entry.keyPosition.column) > (place.line, place.column)
        }
        guard let index = entries.lastIndex(where: { !isAfter($0) }) else { return nil }
        var rest = entries
        let entry = rest.remove(at: index)
        return (entry.key, Element(.mapping(rest), at: position, path: path))
    }
}
