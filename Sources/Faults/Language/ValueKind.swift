/// How the values of one kind are read from a scenario and written back.
public struct ValueKind<Value: Sendable>: Sendable {
    package let shape: ValueShape
    package let read: @Sendable (Element) throws(LanguageError) -> Value
    /// Reading what this writes gives the same value; a value that is out of range is written too, and refused by the
    /// reader.
    ///
    /// Nil leaves the parameter out.
    package let write: @Sendable (Value) -> Element?

    package init(
        _ shape: ValueShape, read: @escaping @Sendable (Element) throws(LanguageError) -> Value,
        write: @escaping @Sendable (Value) -> Element?
    ) {
        self.shape = shape
        self.read = read
        self.write = write
    }

    /// The same values, or none.
    var optional: ValueKind<Value?> {
        ValueKind<Value?>(
            shape, read: { (element) throws(LanguageError) in try read(element) }, write: { $0.flatMap(write) })
    }
}

extension ValueKind<Duration> {
    package static func duration(in range: ClosedRange<Duration>) -> ValueKind {
        ValueKind(
            .duration(range), read: { (element) throws(LanguageError) in try element.duration(in: range) },
            write: { Element(Units.exact($0)) })
    }

    /// For what is said in whole seconds on the wire, where a fraction would be lost.
    package static func wholeSeconds(in range: ClosedRange<Duration>) -> ValueKind {
        ValueKind(
            .wholeSeconds(range), read: { (element) throws(LanguageError) in try element.wholeSeconds(in: range) },
            write: { Element(Units.exact(wholeSeconds: $0)) })
    }
}

extension ValueKind<Int> {
    /// In bytes.
    package static func size(in range: ClosedRange<Int>) -> ValueKind {
        ValueKind(
            .size(range), read: { (element) throws(LanguageError) in try element.byteSize(in: range) },
            write: { Element(Units.exact(bytes: $0)) })
    }

    package static func integer(in range: ClosedRange<Int>) -> ValueKind {
        ValueKind(
            .integer(range), read: { (element) throws(LanguageError) in try element.integer(in: range) },
            write: { Element("\($0)") })
    }
}

extension ValueKind<Double> {
    /// A share, as a fraction from 0 to 1.
    package static func percentage(in range: ClosedRange<Double> = 0...1) -> ValueKind {
        ValueKind(
            .percentage(range), read: { (element) throws(LanguageError) in try element.percentage(in: range) },
            write: { Element(Units.exact(percent: $0)) })
    }
}

extension ValueKind<Bool> {
    package static var boolean: ValueKind {
        ValueKind(
            .boolean, read: { (element) throws(LanguageError) in try element.boolean() },
            write: { Element("\($0)") })
    }
}

extension ValueKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One word of a closed set.
    ///
    /// - Parameters:
    ///   - choices: those that may be chosen; all of the type without it.
    ///   - what: what a word is, for messages.
    package static func word(
        _: Value.Type = Value.self, among choices: [Value] = Array(Value.allCases), called what: String
    ) -> ValueKind {
        ValueKind(
            .words(choices.map(\.rawValue)),
            read: { (element) throws(LanguageError) in try element.word(among: choices, called: what) },
            write: { Element($0.rawValue) })
    }
}

extension ValueKind<String> {
    package static func text(_ rule: TextRule) -> ValueKind {
        ValueKind(
            .text(rule), read: { (element) throws(LanguageError) in try element.text(rule) },
            write: { Element(quoted: $0) })
    }

    /// One of several words, or something else.
    ///
    /// - Parameters:
    ///   - else: what else there may be, as in `an address`.
    ///   - pattern: a regular expression (ECMA-262) for all of that, and perhaps for more.
    ///   - check: throws for anything else that is wrong.
    package static func words(
        _ words: [String], or else: String, pattern: String,
        check: @escaping @Sendable (Element) throws(LanguageError) -> Void
    ) -> ValueKind {
        let shape = ValueShape.choice(words, or: `else`, pattern: pattern)
        return ValueKind(
            shape,
            read: { (element) throws(LanguageError) in
                let text = try element.scalar(shape.summary)
                if !words.contains(text) { try check(element) }
                return text
            }, write: { Element($0) })
    }
}

extension ValueKind {
    /// Several values of one kind.
    ///
    /// - Parameter what: what the items are, with an example, as in `domains such as [corp.test]`.
    package static func list<Item>(
        of item: ValueKind<Item>, _ what: String, counts: ClosedRange<Int>
    ) -> ValueKind where Value == [Item] {
        ValueKind(
            .list(of: item.shape, counts: counts),
            read: { (element) throws(LanguageError) in
                let items = try element.list(of: what, atMost: counts.upperBound, item.read)
                guard items.count >= counts.lowerBound else {
                    throw element.error(
                        "found \(items.isEmpty ? "an empty list" : "too few"); expected \(counts.lowerBound) to "
                            + "\(counts.upperBound) \(what)")
                }
                return items
            }, write: { Element($0.compactMap(item.write)) })
    }
}
