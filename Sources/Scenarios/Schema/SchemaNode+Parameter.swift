import Faults

/// Schemas of parameters, from their declarations.
extension SchemaNode {
    /// The values that a parameter may have, its meaning and what it is without one.
    init(_ parameter: any ParameterDeclaration) {
        var description = parameter.meaning
        if !parameter.isRequired, parameter.defaultValue == nil {
            description += ". Without it: \(parameter.withoutIt)"
        }
        self = SchemaNode(parameter.shape, description)
        if let value = parameter.defaultValue { add("default", SchemaNode(value, of: parameter.shape)) }
    }

    /// The values of a shape.
    init(_ shape: ValueShape, _ description: String) {
        // A range of texts with units is no keyword of JSON Schema, so the description says it.
        let withRange = "\(description): \(shape.summary)"
        switch shape {
        case .duration: self = .quantity(Units.duration.map(\.key), withRange)
        case .wholeSeconds: self = .quantity(Units.wholeSeconds.map(\.key), withRange)
        case .size: self = .quantity(Units.size.map(\.key), withRange)
        case .percentage: self = .quantity(["%"], withRange)
        case .integer(let range): self = .integer(range, description)
        case .boolean: self = .boolean(description)
        case .words(let words): self = .words(words, description)
        case .choice(let words, _, let pattern):
            self = .pattern("^(\((words + [pattern]).joined(separator: "|")))$", withRange)
        case .text(let rule): self = .text(rule, description)
        case .list(let item, let counts):
            self = .list(
                of: SchemaNode(item, "an item"), from: counts.lowerBound, to: counts.upperBound, description)
        }
    }

    /// A value as a reader of YAML takes it: numbers and booleans are none of texts.
    private init(_ value: Element, of shape: ValueShape) {
        let text = value.written ?? ""
        switch shape {
        case .integer: self = Int(text).map { .number($0) } ?? .string(text)
        case .boolean: self = .boolean(text == "true")
        case .list(let item, _):
            guard case .sequence(let items) = value.content else { fallthrough }
            self = .array(items.map { SchemaNode($0, of: item) })
        default: self = .string(text)
        }
    }

    private static func text(_ rule: TextRule, _ description: String) -> SchemaNode {
        var node = SchemaNode.object([
            ("type", .array(["string", "number", "boolean"])), ("minLength", .number(rule.lengths.lowerBound)),
            ("maxLength", .number(rule.lengths.upperBound)),
        ])
        if let pattern = rule.pattern { node.add("pattern", .string(pattern)) }
        node.add("description", .string("\(description): \(rule.summary)"))
        return node
    }

    private mutating func add(_ key: String, _ value: SchemaNode) {
        guard case .object(let members) = self else { return }
        self = .object(members + [(key, value)])
    }
}
