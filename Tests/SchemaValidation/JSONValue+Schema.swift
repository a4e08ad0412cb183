import Faults
import FoundationEssentials
import ImageContent

extension JSONValue {
    /// Reads JSON.
    package init(json text: String) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    /// As an editor's YAML reader would make it of a scenario: plain scalars by the core schema (YAML 1.2.2 section 10.3).
    package init(_ element: Element) {
        switch element.content {
        case .scalar("", isPlain: true): self = .null
        case .scalar("true", isPlain: true): self = .boolean(true)
        case .scalar("false", isPlain: true): self = .boolean(false)
        case .scalar(let text, isPlain: true):
            self = Int(text).map { .integer($0) } ?? Double(text).map { .number($0) } ?? .string(text)
        case .scalar(let text, isPlain: false): self = .string(text)
        case .sequence(let items): self = .array(items.map(JSONValue.init))
        case .mapping(let entries):
            self = .object(Dictionary(entries.map { ($0.key, JSONValue($0.value)) }) { first, _ in first })
        }
    }

    /// The value of a number.
    package var value: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// The members of an object.
    package var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
}
