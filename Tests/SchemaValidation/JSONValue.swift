import Faults
import FoundationEssentials

/// A JSON value, decoded from a schema or made from a scenario as an editor's YAML reader would make it.
package enum JSONValue: Decodable, Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    package init(from decoder: any Decoder) throws {
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

    /// Reads JSON.
    package init(json text: String) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    /// Plain scalars by the core schema (YAML 1.2.2 section 10.3).
    package init(_ element: Element) {
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

    /// The member of an object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The items of an array.
    package var items: [JSONValue] {
        guard case .array(let items) = self else { return [] }
        return items
    }

    /// The text of a string.
    package var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of a number.
    package var value: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The members of an object.
    package var members: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return members
    }
}
