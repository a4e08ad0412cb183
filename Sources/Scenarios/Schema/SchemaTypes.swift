import Faults

/// Schemas of the scalars of the scenario language.
extension SchemaNode {
    /// A string that matches a pattern (ECMA-262, as JSON Schema requires).
    static func pattern(_ pattern: String, _ description: String) -> SchemaNode {
        .object([("type", "string"), ("pattern", .string(pattern)), ("description", .string(description))])
    }

    /// Any scalar: `error: 503` is text to the reader, and a number to other readers of YAML.
    static func text(_ description: String) -> SchemaNode {
        .object([
            ("type", .array(["string", "number", "boolean"])), ("minLength", 1), ("description", .string(description)),
        ])
    }

    static func boolean(_ description: String) -> SchemaNode {
        .object([("type", "boolean"), ("description", .string(description))])
    }

    static func integer(_ range: ClosedRange<Int>, _ description: String) -> SchemaNode {
        .object([
            ("type", "integer"), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound)),
            ("description", .string(description)),
        ])
    }

    static func words(_ words: [String], _ description: String) -> SchemaNode {
        .object([("enum", .array(words.map { .string($0) })), ("description", .string(description))])
    }

    static func list(
        of item: SchemaNode, from least: Int = 0, to most: Int? = nil, _ description: String
    ) -> SchemaNode {
        var members: [(String, SchemaNode)] = [("type", "array"), ("items", item)]
        if least > 0 { members.append(("minItems", .number(least))) }
        if let most { members.append(("maxItems", .number(most))) }
        members.append(("description", .string(description)))
        return .object(members)
    }

    /// One value for all, or a list with one for each.
    static func oneOrEach(of item: SchemaNode, _ description: String) -> SchemaNode {
        .object([
            ("oneOf", .array([item, .list(of: item, "one for each")])), ("description", .string(description)),
        ])
    }

    /// A mapping with only these keys.
    static func mapping(
        _ properties: [(String, SchemaNode)], required: [String] = [], _ description: String
    ) -> SchemaNode {
        var members: [(String, SchemaNode)] = [
            ("type", "object"), ("description", .string(description)), ("additionalProperties", false),
            ("properties", .object(properties)),
        ]
        if !required.isEmpty { members.append(("required", .array(required.map { .string($0) }))) }
        return .object(members)
    }

    static func reference(_ name: String) -> SchemaNode { .object([("$ref", .string("#/$defs/\(name)"))]) }

    static func duration(_ description: String) -> SchemaNode {
        .quantity(Units.duration.map(\.key), "\(description), as in '60 s'")
    }

    static func size(_ description: String) -> SchemaNode {
        .quantity(Units.size.map(\.key), "\(description), as in '8 MiB'")
    }

    static func percentage(_ description: String) -> SchemaNode {
        .quantity(["%"], "\(description), as in '50%'")
    }

    static func durationRange(_ description: String) -> SchemaNode {
        .pattern(range(Units.duration.map(\.key)), "\(description), as in '1 s..10 s'")
    }

    static func sizeRange(_ description: String) -> SchemaNode {
        .pattern(range(Units.size.map(\.key)), "\(description), as in '..4 MiB'")
    }

    /// A number with one of the units.
    static func quantity(_ units: [String], _ description: String) -> SchemaNode {
        .pattern("^\(amount(units))$", description)
    }

    /// A range of two of them, of which one may be missing.
    private static func range(_ units: [String]) -> String {
        "^(\(amount(units)) *\\.\\. *(\(amount(units)))?|\\.\\. *\(amount(units)))$"
    }

    private static func amount(_ units: [String]) -> String {
        "[0-9]+(\\.[0-9]*)? *(\(units.joined(separator: "|")))"
    }
}
