/// Reads one line of JSON Lines (RFC 8259) with the positions that messages need.
///
/// Objects hold scalars and lists of scalars, and nothing deeper: recordings need no more, and hostile input cannot
/// nest.
package struct JSONLine: ~Copyable {
    private let bytes: [UInt8]
    private let line: Int
    private var index = 0

    private init(_ bytes: [UInt8], line: Int) {
        self.bytes = bytes
        self.line = line
    }

    /// Reads the line as an object.
    ///
    /// - Parameter line: its number in the file, from 1.
    package static func element(_ bytes: some Sequence<UInt8>, line: Int) throws(LanguageError) -> Element {
        var reader = JSONLine(Array(bytes), line: line)
        reader.skipBlanks()
        guard reader.next == UInt8(ascii: "{") else { throw reader.error("expected an object, which begins with '{'") }
        let element = try reader.object()
        reader.skipBlanks()
        guard reader.next == nil else { throw reader.error("expected the end of the line after the object") }
        return element
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// The column, counted in characters and not in bytes.
    private func position(of index: Int) -> Position {
        Position(line: line, column: 1 + bytes[..<index].count { $0 & 0xc0 != 0x80 })
    }

    private func error(_ expected: String, at place: Int? = nil) -> LanguageError {
        let place = place ?? index
        var found = "the line ends here"
        if place < bytes.count {
            let rest = bytes[place...].prefix(24).prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") }
            found = rest.isEmpty ? "found a blank or comma" : "found '\(String(decoding: rest, as: UTF8.self).clipped)'"
        }
        return LanguageError(at: position(of: place), path: "", "\(found); \(expected)")
    }

    private mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0d].contains(byte) { index += 1 }
    }

    /// Consumes blanks and a byte; false if there is another byte.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func object() throws(LanguageError) -> Element {
        let start = index
        index += 1
        var entries: [Element.Entry] = []
        if take("}") { return Element(.mapping([]), at: position(of: start), path: "") }
        repeat {
            skipBlanks()
            let place = index
            guard next == UInt8(ascii: "\"") else { throw error("expected a key in double quotes") }
            let key = try string()
            guard take(":") else { throw error("expected ':' after the key '\(key.clipped)'") }
            skipBlanks()
            let value =
                next == UInt8(ascii: "[") ? try list(path: key.clipped) : try scalar(path: key.clipped)
            entries.append(Element.Entry(key: key, keyPosition: position(of: place), value: value))
        } while take(",")
        guard take("}") else { throw error("expected ',' or '}'") }
        return Element(.mapping(entries), at: position(of: start), path: "")
    }

    private mutating func list(path: String) throws(LanguageError) -> Element {
        let start = index
        index += 1
        var items: [Element] = []
        if take("]") { return Element(.sequence([]), at: position(of: start), path: path) }
        repeat {
            skipBlanks()
            items.append(try scalar(path: "\(path)[\(items.count)]"))
        } while take(",")
        guard take("]") else { throw error("expected ',' or ']'") }
        return Element(.sequence(items), at: position(of: start), path: path)
    }

    private mutating func scalar(path: String) throws(LanguageError) -> Element {
        let start = index
        if next == UInt8(ascii: "\"") {
            let text = try string()
            return Element(.scalar(text, isPlain: false), at: position(of: start), path: path)
        }
        while let byte = next, byte > 0x20, !",]}".utf8.contains(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard ["true", "false", "null"].contains(text) || Self.isNumber(text) else {
            throw error("expected text in double quotes, a number, true or false", at: start)
        }
        return Element(.scalar(text == "null" ? "" : text, isPlain: true), at: position(of: start), path: path)
    }

    /// A number by the grammar of RFC 8259 section 6, which is stricter than Swift's.
    private static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func take(_ characters: String) -> Bool {
            guard let first = rest.first, characters.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        func takeDigits() -> Bool {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            return !digits.isEmpty
        }
        _ = take("-")
        guard take("0") || takeDigits() else { return false }
        if take("."), !takeDigits() { return false }
        if take("eE") {
            _ = take("+-")
            guard takeDigits() else { return false }
        }
        return rest.isEmpty
    }

    private mutating func string() throws(LanguageError) -> String {
        let start = index
        index += 1
        var units: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw error("expected a control character to be written as \\u00XX") }
            index += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &units) } else { units.append(byte) }
        }
        guard next != nil else { throw error("expected '\"' at the end of the text") }
        index += 1
        guard let text = String(validating: units, as: UTF8.self) else {
            throw error("expected text in UTF-8", at: start)
        }
        return text
    }

    private mutating func escape(into units: inout [UInt8]) throws(LanguageError) {
        let start = index - 1
        guard let byte = next else { throw error("expected a character after the backslash") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(byte)
        case UInt8(ascii: "b"): units.append(0x08)
        case UInt8(ascii: "f"): units.append(0x0c)
        case UInt8(ascii: "n"): units.append(0x0a)
        case UInt8(ascii: "r"): units.append(0x0d)
        case UInt8(ascii: "t"): units.append(0x09)
        case UInt8(ascii: "u"):
            var scalars = [try codeUnit(at: start)]
            if scalars[0] & 0xfc00 == 0xd800, next == UInt8(ascii: "\\") {
                index += 1
                guard next == UInt8(ascii: "u") else { throw error("expected the second half of a surrogate pair") }
                index += 1
                scalars.append(try codeUnit(at: start))
            }
            guard let text = String(validating: scalars, as: UTF16.self) else {
                throw error("expected a character, not half of one", at: start)
            }
            units += text.utf8
        default: throw error("expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX", at: start)
        }
    }

    private mutating func codeUnit(at start: Int) throws(LanguageError) -> UInt16 {
        let digits = bytes[index...].prefix(4)
        let text = String(decoding: digits, as: UTF8.self)
        guard digits.count == 4, text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(text, radix: 16)
        else { throw error("expected four hexadecimal digits after \\u", at: start) }
        index += 4
        return unit
    }
}
