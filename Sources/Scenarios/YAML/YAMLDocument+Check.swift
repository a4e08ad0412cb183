import Faults

/// Checks of a text before it is read as YAML.
extension YAMLDocument {
    static func check(_ text: String, of subject: Subject) throws(LanguageError) {
        let size = text.utf8.count
        guard size <= largestSize else {
            throw LanguageError(
                at: Position(line: 1, column: 1), path: "",
                "the file has more than \(largestSize) bytes; "
                    + "expected a \(subject.word) of at most \(Units.text(bytes: largestSize))"
            )
        }
        guard let place = text.unicodeScalars.firstIndex(where: { !isPrintable($0) }) else { return }
        var position = TextPosition()
        for scalar in text.unicodeScalars[..<place] { position.advance(over: scalar) }
        let code = String(text.unicodeScalars[place].value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        throw LanguageError(
            at: position.position, path: "", "found the control character U+\(padded); expected printable text"
        )
    }

    /// The text of a file's bytes.
    ///
    /// - Throws: an error at the first byte that is not UTF-8 (RFC 3629).
    package static func text(of bytes: [UInt8]) throws(LanguageError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var position = TextPosition()
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        while case .valid(let encoded) = decoder.parseScalar(from: &iterator) {
            position.advance(over: Unicode.UTF8.decode(encoded))
        }
        throw LanguageError(at: position.position, path: "", "found a byte that is no UTF-8; expected text in UTF-8")
    }

    /// The production c-printable (YAML 1.2.2 section 5.1), and the byte order mark.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }
}

/// Counts lines and columns as libyaml does: columns in Unicode scalars, CR LF as one line break.
private struct TextPosition {
    private var line = 1
    private var column = 1
    private var followsCarriageReturn = false

    var position: Position { Position(line: line, column: column) }

    mutating func advance(over scalar: Unicode.Scalar) {
        switch scalar {
        case "\n" where followsCarriageReturn: break
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
            line += 1
            column = 1
        case "\u{FEFF}" where line == 1 && column == 1: break
        default: column += 1
        }
        followsCarriageReturn = scalar == "\r"
    }
}
