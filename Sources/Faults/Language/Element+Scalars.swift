/// Readers of scalars: each returns the value or says what was expected.
extension Element {
    package func scalar(_ expected: String) throws(LanguageError) -> String {
        guard case .scalar(let text, _) = content, !text.isEmpty else {
            throw error("found \(kindName); expected \(expected)")
        }
        return text
    }

    package func string() throws(LanguageError) -> String { try scalar("text") }

    package func integer(in range: ClosedRange<Int>) throws(LanguageError) -> Int {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        let text = try scalar(expected)
        guard !text.hasPrefix("+"), let value = Int(text) else {
            throw error("found '\(text.clipped)'; expected \(expected)")
        }
        guard range.contains(value) else { throw error("\(value) is out of range; expected \(expected)") }
        return value
    }

    package func boolean() throws(LanguageError) -> Bool {
        switch try scalar("true or false") {
        case "true": return true
        case "false": return false
        case let other: throw error("found '\(other.clipped)'; expected true or false")
        }
    }

    /// One word of a closed set, with a suggestion when it is nearly one of them.
    package func word<Word: RawRepresentable & CaseIterable>(
        _: Word.Type = Word.self, called what: String
    ) throws(LanguageError) -> Word where Word.RawValue == String {
        try word(among: Array(Word.allCases), called: what)
    }

    /// One of these words.
    func word<Word: RawRepresentable>(
        among choices: [Word], called what: String
    ) throws(LanguageError) -> Word where Word.RawValue == String {
        let words = choices.map(\.rawValue)
        let text = try scalar("one of \(words.joined(separator: ", "))")
        guard let word = choices.first(where: { $0.rawValue == text }) else {
            throw error("unknown \(what) '\(text.clipped)'; \(Suggestion.sentence(for: text, among: words))")
        }
        return word
    }

    /// A text that keeps a rule; an empty one has to be quoted.
    func text(_ rule: TextRule) throws(LanguageError) -> String {
        guard case .scalar(let text, let isPlain) = content, !(text.isEmpty && isPlain) else {
            throw error("found \(kindName); expected \(rule.summary)")
        }
        guard rule.lengths.contains(text.unicodeScalars.count) else {
            throw error("'\(text.clipped)' has \(text.unicodeScalars.count) characters; expected \(rule.summary)")
        }
        guard rule.allows(text) else {
            throw error("'\(text.clipped)' has characters that are not allowed; expected \(rule.summary)")
        }
        return text
    }

    /// A duration with its unit, as in `500 ms`, `60 s`, `2 min`, `1 h`.
    package func duration(in range: ClosedRange<Duration> = Units.durations) throws(LanguageError) -> Duration {
        let value = try quantity("a duration such as '60 s'", units: Units.duration)
        let duration = Duration.nanoseconds(Int64(value.rounded()))
        guard range.contains(duration) else {
            throw error("\(try string()) is out of range; expected \(Units.exact(range))")
        }
        return duration
    }

    /// A duration without a fraction of a second, as in `3 s`, `1.5 min`, `1 h`.
    func wholeSeconds(in range: ClosedRange<Duration>) throws(LanguageError) -> Duration {
        let value = try quantity("a duration in whole seconds such as '3 s'", units: Units.wholeSeconds)
        guard value == value.rounded() else {
            throw error("\(try string()) is no whole number of seconds; expected \(Units.exact(wholeSeconds: range))")
        }
        let duration = Duration.seconds(Int64(value))
        guard range.contains(duration) else {
            throw error("\(try string()) is out of range; expected \(Units.exact(wholeSeconds: range))")
        }
        return duration
    }

    /// A size in bytes with its unit, as in `512 B`, `64 KiB`, `8 MiB`, `1 GiB`.
    package func byteSize(in range: ClosedRange<Int> = Units.sizes) throws(LanguageError) -> Int {
        let value = Int(try quantity("a size such as '8 MiB'", units: Units.size))
        guard range.contains(value) else {
            throw error("\(try string()) is out of range; expected \(Units.exact(bytes: range))")
        }
        return value
    }

    /// A share, as in `50%`, as a fraction from 0 to 1.
    package func percentage(in range: ClosedRange<Double> = 0...1) throws(LanguageError) -> Double {
        // Division gives 0.9990000000000001 for 99.9; reading the digits gives the nearest number.
        let digits = try amount("a percentage such as '50%'", units: ["%": 1]).digits
        guard let fraction = Double("\(digits)e-2") else { throw error("found '\(digits)'; expected a percentage") }
        guard range.contains(fraction) else {
            throw error("\(try string()) is out of range; expected \(Units.exact(percent: range))")
        }
        return fraction
    }

    private func quantity(_ expected: String, units: KeyValuePairs<String, Double>) throws(LanguageError) -> Double {
        let (_, number, factor) = try amount(expected, units: units)
        let value = number * factor
        guard value < 9e18 else { throw error("\(try string().clipped) is out of range; expected \(expected)") }
        return value
    }

    private func amount(
        _ expected: String, units: KeyValuePairs<String, Double>
    ) throws(LanguageError) -> (digits: Substring, number: Double, factor: Double) {
        let text = try scalar(expected)
        let choice = units.count == 1 ? "" : " (units: \(units.map(\.key).joined(separator: ", ")))"
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number.isFinite, digits.count <= 15 else {
            throw error("found '\(text.clipped)'; expected \(expected)")
        }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard !unit.isEmpty else { throw error("'\(text.clipped)' has no unit; expected \(expected)\(choice)") }
        guard let factor = units.first(where: { $0.key == unit })?.value else {
            throw error("unknown unit '\(String(unit).clipped)'; expected \(expected)\(choice)")
        }
        return (digits, number, factor)
    }
}
