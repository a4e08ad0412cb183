/// An option of a block in a capture file: a note beside its fixed fields (draft-ietf-opsawg-pcapng section 3.5).
package struct PcapngOption: Sendable, Equatable {
    /// What the option says; some numbers mean different things in different blocks.
    package let code: UInt16
    /// Its bytes, without the padding.
    package let value: [UInt8]

    /// The length of an option is a field of 16 bits.
    private static let longest = 65_535

    /// Takes the bytes as they are, cut to what the length field can express.
    package init(code: UInt16, value: [UInt8]) {
        self.code = code
        self.value = Array(value.prefix(Self.longest))
    }

    /// A UTF-8 text, cut at a character boundary to what the length field can express.
    package init(code: UInt16, text: String) {
        guard text.utf8.count > Self.longest else {
            self.init(code: code, value: Array(text.utf8))
            return
        }
        var kept: [UInt8] = []
        for character in text {
            guard kept.count + character.utf8.count <= Self.longest else { break }
            kept += character.utf8
        }
        self.init(code: code, value: kept)
    }

    /// A number of 64 bits.
    package init(code: UInt16, number: UInt64) {
        var value: [UInt8] = []
        value.append(littleEndian: number)
        self.init(code: code, value: value)
    }

    /// A text for people, in any block (opt_comment, section 3.5).
    package static func comment(_ text: String) -> PcapngOption { PcapngOption(code: 1, text: text) }

    /// The options of a block and their end mark (opt_endofopt); empty if there are none.
    static func bytes(of options: [PcapngOption]) -> [UInt8] {
        guard !options.isEmpty else { return [] }
        var bytes: [UInt8] = []
        for option in options {
            bytes.append(littleEndian: option.code)
            bytes.append(littleEndian: UInt16(truncatingIfNeeded: option.value.count))
            bytes += option.value
            bytes.pad()
        }
        bytes.append(littleEndian: UInt32(0))
        return bytes
    }
}

extension [UInt8] {
    /// Appends a number in little-endian order.
    mutating func append(littleEndian value: some FixedWidthInteger & UnsignedInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// Pads with zeros to a multiple of 32 bits.
    mutating func pad() { append(contentsOf: repeatElement(0, count: -count & 3)) }
}
