import Faults

/// Readers of ranges with units.
extension Element {
    /// The ends of `LOWER..UPPER`; one of them may be missing.
    func ends<Value: Comparable>(
        _ expected: String, _ reader: (Element) throws(LanguageError) -> Value
    ) throws(LanguageError) -> (lower: Value?, upper: Value?) {
        let text = try scalar(expected)
        guard let dots = text.firstRange(of: "..") else {
            throw error("found '\(text.clipped)'; expected \(expected)")
        }
        let left = text[..<dots.lowerBound]
        let right = text[dots.upperBound...].drop { $0 == " " }
        guard !left.isEmpty || !right.isEmpty else { throw error("found '..'; expected \(expected)") }
        let lower = try left.isEmpty ? nil : reader(part(left))
        let upper = try right.isEmpty ? nil : reader(part(right))
        if let lower, let upper, upper < lower {
            throw error("\(text.clipped) is empty; expected the smaller end first")
        }
        return (lower, upper)
    }

    /// An element for a part of this one's text, without trailing space.
    private func part(_ text: Substring) -> Element {
        var text = text
        while text.last == " " { text.removeLast() }
        return Element(.scalar(String(text), isPlain: true), at: position, path: path)
    }
}
