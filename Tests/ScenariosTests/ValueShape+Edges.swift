import Faults

/// Values at the ends of a range, as a scenario writes them.
struct Edges {
    /// From the least to the largest, or each word.
    var accepted: [Element]
    /// Just outside: whether it is beyond the upper end, and what the message has to say.
    var refused: [(value: Element, isUpper: Bool, said: String)]
}

extension ValueShape {
    /// JSON Schema has no keyword for the range of a text with a unit.
    var isBoundedInSchema: Bool {
        switch self {
        case .duration, .wholeSeconds, .size, .percentage: false
        case .integer, .boolean, .words, .text, .choice, .list: true
        }
    }

    var edges: Edges {
        switch self {
        case .duration(let range):
            ends(range, step: .milliseconds(1), least: .zero) { Units.exact($0) }
        case .wholeSeconds(let range):
            ends(range, step: .seconds(1), least: .zero) { Units.exact(wholeSeconds: $0) }
        case .size(let range): ends(range, step: 1, least: 0) { Units.exact(bytes: $0) }
        case .integer(let range): ends(range, step: 1, least: .min) { "\($0)" }
        case .percentage(let range): ends(range, step: 0.0001, least: 0) { Units.exact(percent: $0) }
        case .boolean: Edges(accepted: ["true", "false"].map { Element($0) }, refused: [(Element("1"), true, "true")])
        case .words(let words):
            Edges(
                accepted: words.map { Element($0) },
                refused: [(Element("wrong-word"), true, words.first ?? "")])
        case .choice(let words, _, _):
            Edges(
                accepted: (words.isEmpty ? ["corp.test"] : words).map { Element($0) },
                refused: [(Element("not one"), true, "expected")])
        case .text(let rule): texts(rule)
        case .list(let item, let counts): lists(item, counts)
        }
    }

    private func ends<Bound: Comparable & AdditiveArithmetic>(
        _ range: ClosedRange<Bound>, step: Bound, least: Bound, _ text: (Bound) -> String
    ) -> Edges {
        var edges = Edges(accepted: [range.lowerBound, range.upperBound].map { Element(text($0)) }, refused: [])
        let said = text(range.upperBound)
        edges.refused.append((Element(text(range.upperBound + step)), true, said))
        if range.lowerBound > least { edges.refused.append((Element(text(range.lowerBound - step)), false, said)) }
        return edges
    }

    private func texts(_ rule: TextRule) -> Edges {
        let first = rule.allowed?.first?.lowerBound ?? "a"
        func text(_ count: Int) -> Element { Element(quoted: String(repeating: "\(first)", count: count)) }
        var edges = Edges(
            accepted: [text(rule.lengths.lowerBound), text(rule.lengths.upperBound)],
            refused: [(text(rule.lengths.upperBound + 1), true, rule.summary)])
        if rule.lengths.lowerBound > 0 {
            edges.refused.append((text(rule.lengths.lowerBound - 1), false, rule.summary))
        }
        if rule.allowed != nil { edges.refused.append((Element(quoted: "\u{7}"), true, rule.summary)) }
        return edges
    }

    private func lists(_ item: ValueShape, _ counts: ClosedRange<Int>) -> Edges {
        func list(_ count: Int) -> Element {
            Element(Array(repeating: item.edges.accepted.first, count: count).compactMap(\.self))
        }
        var edges = Edges(
            accepted: [list(counts.lowerBound), list(counts.upperBound)],
            refused: [(list(counts.upperBound + 1), true, "at most \(counts.upperBound)")])
        if counts.lowerBound > 0 { edges.refused.append((list(counts.lowerBound - 1), false, "\(counts)")) }
        return edges
    }
}
