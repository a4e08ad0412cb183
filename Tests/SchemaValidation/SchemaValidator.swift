import ImageContent

/// Just as much of JSON Schema (draft 2020-12) as the schemas of scenarios, results and CI files use; an unknown keyword is a problem itself.
package struct SchemaValidator {
    /// The schema.
    package let root: JSONValue

    package init(_ root: JSONValue) { self.root = root }

    /// What the value has that the schema forbids, and what it lacks.
    package func problems(of value: JSONValue) -> [String] { problems(of: value, by: root, at: "$") }

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
        case ("$schema", _), ("$defs", _), ("title", _), ("description", _), ("default", _), ("then", _): return []
        case ("type", _):
            let types = argument.text.map { [$0] } ?? (argument.items ?? []).compactMap(\.text)
            return unless(types.contains { isOf($0, value) })
        case ("enum", _): return unless(argument.items?.contains(value) == true)
        case ("const", _): return unless(argument == value)
        case ("pattern", .string(let text)):
            let regex = argument.text.flatMap { try? Regex($0) }
            return unless(regex.map { text.contains($0) } == true)
        case ("minLength", .string(let text)): return unless(Double(text.count) >= argument.value ?? 0)
        case ("maxLength", .string(let text)): return unless(Double(text.unicodeScalars.count) <= argument.value ?? 0)
        case ("minimum", .integer), ("minimum", .number): return unless(value.value ?? 0 >= argument.value ?? 0)
        case ("maximum", .integer), ("maximum", .number): return unless(value.value ?? 0 <= argument.value ?? 0)
        case ("minItems", .array(let items)): return unless(Double(items.count) >= argument.value ?? 0)
        case ("maxItems", .array(let items)): return unless(Double(items.count) <= argument.value ?? 0)
        case ("items", .array(let items)):
            return items.enumerated().flatMap { problems(of: $1, by: argument, at: "\(path)[\($0)]") }
        case ("minProperties", .object(let members)): return unless(Double(members.count) >= argument.value ?? 0)
        case ("required", .object(let members)):
            return unless((argument.items ?? []).allSatisfy { members[$0.text ?? ""] != nil })
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
            return unless((argument.items ?? []).filter { problems(of: value, by: $0, at: path).isEmpty }.count == 1)
        case ("allOf", _): return (argument.items ?? []).flatMap { problems(of: value, by: $0, at: path) }
        case ("if", _):
            guard let then = schema["then"], problems(of: value, by: argument, at: path).isEmpty else { return [] }
            return problems(of: value, by: then, at: path)
        case ("pattern", _), ("minLength", _), ("maxLength", _), ("minimum", _), ("maximum", _), ("minItems", _),
            ("maxItems", _),
            ("items", _), ("minProperties", _), ("required", _), ("properties", _), ("additionalProperties", _),
            ("propertyNames", _):
            return []
        default: return ["\(path): the keyword \(keyword) is not understood"]
        }
    }

    private func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("string", .string), ("boolean", .boolean), ("array", .array), ("object", .object): true
        case ("number", .integer), ("number", .number), ("integer", .integer): true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }
}
