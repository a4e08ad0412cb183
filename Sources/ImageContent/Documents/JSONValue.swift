#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Any JSON document (RFC 8259), so that members can be changed that no type here has.
package enum JSONValue: Codable, Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A whole number that is too large for `integer`.
    case unsigned(UInt64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads the value; throws `DecodingError` for what JSON does not have.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(UInt64.self) {
            self = .unsigned(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Writes the value.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .unsigned(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// A member of an object; setting nil removes it.
    ///
    /// What is no object has none and takes none.
    package subscript(_ name: String) -> JSONValue? {
        get { if case .object(let members) = self { members[name] } else { nil } }
        set {
            guard case .object(var members) = self else { return }
            members[name] = newValue
            self = .object(members)
        }
    }

    /// The items of an array; setting them on something else does nothing.
    package var items: [JSONValue]? {
        get { if case .array(let items) = self { items } else { nil } }
        set { if case .array = self, let newValue { self = .array(newValue) } }
    }

    /// Sets what a path of members leads to, as in `rootfs.type`; nil removes it.
    ///
    /// A number is the place of an item, from 0, as in `layers.0.size`. What an object does not have on the way is made;
    /// of an array only items that are there can be set. Anything else stays as it is.
    ///
    /// - Parameter isAdded: whether a value becomes one more item of an array, before the one that is there; at the number
    ///   of items it becomes the last one (RFC 6902 section 4.1, "add").
    package mutating func set(_ path: ArraySlice<String>, to value: JSONValue?, isAdded: Bool = false) {
        guard let first = path.first else { return }
        let rest = path.dropFirst()
        if case .array(var items) = self {
            guard let place = Int(first), (0...items.count).contains(place) else { return }
            if rest.isEmpty, isAdded, let value {
                items.insert(value, at: place)
                self = .array(items)
                return
            }
            guard items.indices.contains(place) else { return }
            if !rest.isEmpty {
                items[place].set(rest, to: value, isAdded: isAdded)
            } else if let value {
                items[place] = value
            } else {
                items.remove(at: place)
            }
            self = .array(items)
        } else if rest.isEmpty {
            self[first] = value
        } else {
            var member = self[first] ?? .object([:])
            member.set(rest, to: value, isAdded: isAdded)
            self[first] = member
        }
    }

    /// The text of a string.
    package var text: String? { if case .string(let text) = self { text } else { nil } }
}
