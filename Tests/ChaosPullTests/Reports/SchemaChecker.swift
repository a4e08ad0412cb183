import FoundationEssentials

/// A JSON value of any kind.
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

    init(_ text: String) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

    subscript(key: String) -> JSONValue? { if case .object(let members) = self { members[key] } else { nil } }
    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
}

/// Just as much of JSON Schema (draft 2020-12) as the schema of results uses; an unknown keyword is a problem itself.
struct SchemaChecker {
    let root: JSONValue

    func problems(of value: JSONValue) -> [String] { problems(value, root, "$") }

    private func problems(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        if schema == .boolean(false) { return ["\(path) is not allowed"] }
        return schema.members.sorted { $0.key < $1.key }.flatMap { check($0.key, $0.value, value, schema, path) }
    }

    private func check(
        _ keyword: String, _ argument: JSONValue, _ value: JSONValue, _ schema: JSONValue, _ path: String
    ) -> [String] {
        func unless(_ isFine: Bool) -> [String] { isFine ? [] : ["\(path): \(keyword)"] }
        switch keyword {
        case "$schema", "$defs", "title", "description": return []
        case "type": return unless(argument.text.map { isOf($0, value) } == true)
        case "enum": return unless(argument.items.contains(value))
        case "const": return unless(argument == value)
        case "minimum":
            guard case (.number(let number), .number(let least)) = (value, argument) else { return [] }
            return unless(number >= least)
        case "items": return value.items.enumerated().flatMap { problems($1, argument, "\(path)[\($0)]") }
        case "required": return unless(argument.items.allSatisfy { value[$0.text ?? ""] != nil })
        case "properties":
            return value.members.flatMap { key, member in
                argument[key].map { problems(member, $0, "\(path).\(key)") } ?? []
            }
        case "additionalProperties":
            return value.members.filter { schema["properties"]?[$0.key] == nil }.flatMap { key, member in
                problems(member, argument, "\(path).\(key)")
            }
        case "$ref":
            guard let target = root["$defs"]?[String((argument.text ?? "").dropFirst("#/$defs/".count))] else {
                return ["\(path): \(argument) is not there"]
            }
            return problems(value, target, path)
        default: return ["\(path): the keyword \(keyword) is not understood"]
        }
    }

    private func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("string", .string), ("boolean", .boolean), ("array", .array), ("object", .object), ("number", .number):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }
}
