/// A way in which a JSON document is not as it should be (RFC 8259, RFC 7493).
public enum JSONForm: String, Sendable, CaseIterable {
    /// Each member stands there twice: first with an empty value of its type, then as it was.
    case duplicateKeys = "duplicate-keys"
    /// One more member holds arrays in arrays, 100,000 deep.
    case deep
    /// Members that are objects or arrays are texts.
    case wrongType = "wrong-type"
    /// Sizes are 2^63, which is no signed 64-bit number; a document without sizes gets one more member with it.
    case largeNumber = "large-number"
    /// One more member has a text that is not UTF-8 (RFC 8259 section 8.1).
    case notUTF8 = "not-utf8"
    /// UTF-16, little-endian, behind a byte order mark.
    case utf16 = "utf-16"
    /// UTF-8 behind a byte order mark.
    case byteOrderMark = "bom"
    /// There is more behind the end.
    case trailing
    /// The document is the item of an array.
    case array
    /// `null` and nothing else.
    case null
    /// White space at the end: the same document in other bytes.
    case whitespace

    /// The depth of `deep`, ten times what Go's decoder goes along with (encoding/json scanner.go, maxNestingDepth).
    package static let depth = 100_000

    /// The document in this form; nil for bytes that are no JSON object.
    package func applied(to bytes: [UInt8]) -> [UInt8]? {
        guard case .object(let members)? = try? ImageDocument.decode(JSONValue.self, from: bytes, named: "document")
        else { return nil }
        let text = ImageDocument.encode(JSONValue.object(members))
        return switch self {
        case .duplicateKeys:
            ImageDocument.encode(JSONValue.object(members.mapValues(\.emptied))).dropLast() + Self.comma
                + text.dropFirst()
        case .deep:
            Self.adding(
                Self.member + [UInt8](repeating: UInt8(ascii: "["), count: Self.depth)
                    + [UInt8](repeating: UInt8(ascii: "]"), count: Self.depth), to: text)
        case .wrongType: ImageDocument.encode(JSONValue.object(members.mapValues(\.flattened)))
        case .largeNumber: Self.withLargeSizes(members, text)
        case .notUTF8:
            // A byte that no character of UTF-8 begins with (RFC 3629 section 3).
            Self.adding(Self.member + [UInt8(ascii: "\""), 0xff, UInt8(ascii: "\"")], to: text)
        case .utf16:
            [0xff, 0xfe] + String(decoding: text, as: UTF8.self).utf16.flatMap { $0.littleEndianBytes }
        case .byteOrderMark: [0xef, 0xbb, 0xbf] + text
        case .trailing: text + Array("and more".utf8)
        case .array: [UInt8(ascii: "[")] + text + [UInt8(ascii: "]")]
        case .null: Array("null".utf8)
        case .whitespace: text + Array("\n".utf8)
        }
    }

    private static let comma = [UInt8(ascii: ",")]

    /// The name of one more member, which no document has.
    private static let member = Array(#""chaospull":"#.utf8)

    /// The text of an object with one more member in front.
    private static func adding(_ member: [UInt8], to text: [UInt8]) -> [UInt8] {
        let rest = text.dropFirst()
        return [UInt8(ascii: "{")] + member + (rest.count > 1 ? comma : []) + rest
    }

    private static func withLargeSizes(_ members: [String: JSONValue], _ text: [UInt8]) -> [UInt8] {
        let changed = JSONValue.object(members.mapValues(\.withLargeSizes))
        if changed != .object(members) { return ImageDocument.encode(changed) }
        return adding(member + Array("\(JSONValue.tooLarge)".utf8), to: text)
    }
}

extension JSONValue {
    /// The least whole number that is no Int64.
    fileprivate static let tooLarge = UInt64(1) << 63

    /// An empty value of the same type.
    fileprivate var emptied: JSONValue {
        switch self {
        case .null: .null
        case .boolean: .boolean(false)
        case .integer, .unsigned, .number: .integer(0)
        case .string: .string("")
        case .array: .array([])
        case .object: .object([:])
        }
    }

    /// A text in place of an object or an array.
    fileprivate var flattened: JSONValue {
        switch self {
        case .array, .object: .string("not this type")
        default: self
        }
    }

    /// With another value for each member `size`, however deep.
    fileprivate var withLargeSizes: JSONValue {
        switch self {
        case .array(let items): .array(items.map(\.withLargeSizes))
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { name, value in
                        (name, name == "size" ? .unsigned(Self.tooLarge) : value.withLargeSizes)
                    }))
        default: self
        }
    }
}
