import Faults

/// A JSON value, decoded from a schema or made from a scenario as an editor's YAML reader would make it.
enum JSONValue: Decodable, Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else if let value = try? container.decode([String: JSONValue].self) {
            self = .object(value)
        } else {
            self = .null
        }
    }

    /// Plain scalars by the core schema (YAML 1.2.2 section 10.3).
    init(_ element: Element) {
        switch element.content {
        case .scalar("", isPlain: true): self = .null
        case .scalar("true", isPlain: true): self = .boolean(true)
        case .scalar("false", isPlain: true): self = .boolean(false)
        case .scalar(let text, isPlain: true): self = Double(text).map { .number($0) } ?? .string(text)
        case .scalar(let text, isPlain: false): self = .string(text)
        case .sequence(let items): self = .array(items.map(JSONValue.init))
        case .mapping(let entries):
            self = .object(Dictionary(entries.map { ($0.key, JSONValue($0.value)) }) { first, _ in first })
        }
    }

    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    var items: [JSONValue] {
        guard case .array(let items) = self else { return [] }
        return items
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var value: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }
}

/// Just as much of JSON Schema (draft 2020-12) as the scenario schema uses; an unknown keyword is a problem itself.
struct SchemaValidator {
    let root: JSONValue

    func problems(of value: JSONValue) -> [String] { problems(of: value, by: root, at: "$") }

    private func problems(of value: JSONValue, by schema: JSONValue, at path: String) -> [String] {
        guard case .object(let keywords) = schema else {
            return schema == .boolean(false) ? ["\(path) is not allowed"] : []
        }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, argument in
            check(keyword, argument, value, schema, path)
        }
    }

    private func check(
        _ keyword: String, _ argument: JSONValue, _ value: JSONValue, _ schema: JSONValue, _ path: String
    ) -> [String] {
        func unless(_ isFine: Bool) -> [String] { isFine ? [] : ["\(path): \(keyword)"] }
        switch (keyword, value) {
        case ("$schema", _), ("$defs", _), ("title", _), ("description", _), ("then", _): return []
        case ("type", _):
            let types = argument.text.map { [$0] } ?? argument.items.compactMap(\.text)
            return unless(types.contains { isOf($0, value) })
        case ("enum", _): return unless(argument.items.contains(value))
        case ("const", _): return unless(argument == value)
        case ("pattern", .string(let text)):
            let regex = argument.text.flatMap { try? Regex($0) }
            return unless(regex.map { text.contains($0) } == true)
        case ("minLength", .string(let text)): return unless(Double(text.count) >= argument.value ?? 0)
        case ("minimum", .number(let number)): return unless(number >= argument.value ?? 0)
        case ("maximum", .number(let number)): return unless(number <= argument.value ?? 0)
        case ("minItems", .array(let items)): return unless(Double(items.count) >= argument.value ?? 0)
        case ("maxItems", .array(let items)): return unless(Double(items.count) <= argument.value ?? 0)
        case ("items", .array(let items)):
            return items.enumerated().flatMap { problems(of: $1, by: argument, at: "\(path)[\($0)]") }
        case ("minProperties", .object(let members)): return unless(Double(members.count) >= argument.value ?? 0)
        case ("required", .object(let members)):
            return unless(argument.items.allSatisfy { members[$0.text ?? ""] != nil })
        case ("properties", .object(let members)):
            return members.flatMap { key, member in
                argument[key].map { problems(of: member, by: $0, at: "\(path).\(key)") } ?? []
            }
        case ("additionalProperties", .object(let members)):
            return members.filter { schema["properties"]?[$0.key] == nil }.flatMap { key, member in
                problems(of: member, by: argument, at: "\(path).\(key)")
            }
        case ("propertyNames", .object(let members)):
            return members.keys.flatMap { problems(of: .string($0), by: argument, at: "\(path) key \($0)") }
        case ("$ref", _):
            let name = argument.text.map { String($0.dropFirst("#/$defs/".count)) } ?? ""
            guard let target = root["$defs"]?[name] else { return ["\(path): nothing is called \(name)"] }
            return problems(of: value, by: target, at: path)
        case ("oneOf", _):
            return unless(argument.items.filter { problems(of: value, by: $0, at: path).isEmpty }.count == 1)
        case ("allOf", _): return argument.items.flatMap { problems(of: value, by: $0, at: path) }
        case ("if", _):
            guard let then = schema["then"], problems(of: value, by: argument, at: path).isEmpty else { return [] }
            return problems(of: value, by: then, at: path)
        case ("pattern", _), ("minLength", _), ("minimum", _), ("maximum", _), ("minItems", _), ("maxItems", _),
            ("items", _), ("minProperties", _), ("required", _), ("properties", _), ("additionalProperties", _),
            ("propertyNames", _):
            return []
        default: return ["\(path): the keyword \(keyword) is not understood"]
        }
    }

    private func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("string", .string), ("boolean", .boolean), ("array", .array), ("object", .object): true
        case ("number", .number): true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }
}
