/// Header blocks of tar archives, as pullers expect them in layers.
///
/// POSIX.1-2017, pax, "ustar Interchange Format", which gives the offsets and sizes of the fields.
package enum TarHeader {
    /// The size in bytes of a header and of the unit that content is padded to.
    package static let blockSize = 512

    /// The largest size in bytes that eleven octal digits can express.
    package static let largestSize = 0o77777777777

    /// The modification time of synthetic entries: 2020-01-01T00:00:00Z.
    package static let fixedTime = 1_577_836_800

    /// The header of one entry, owned by user and group 0.
    ///
    /// A name is cut to 100 bytes and a size to `largestSize`. `type` is the type flag, such as `0` for a file, `5`
    /// for a folder and `2` for a symbolic link to `linkName`.
    package static func ustar(
        name: String,
        type: Unicode.Scalar = "0",
        size: Int = 0,
        mode: Int = 0o644,
        linkName: String = ""
    ) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: blockSize)
        func put(_ text: some Sequence<UInt8>, at offset: Int, limit: Int) {
            for (position, byte) in text.prefix(limit).enumerated() {
                header[offset + position] = byte
            }
        }
        func octal(_ value: Int, digits: Int) -> [UInt8] {
            let text = Array(String(max(0, value), radix: 8).utf8)
            return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, digits - text.count)) + text.suffix(digits)
        }
        put(name.utf8, at: 0, limit: 100)
        put(octal(mode, digits: 7), at: 100, limit: 7)
        put(octal(0, digits: 7), at: 108, limit: 7)
        put(octal(0, digits: 7), at: 116, limit: 7)
        put(octal(min(size, largestSize), digits: 11), at: 124, limit: 11)
        put(octal(fixedTime, digits: 11), at: 136, limit: 11)
        put("        ".utf8, at: 148, limit: 8)
        put(CollectionOfOne(UInt8(truncatingIfNeeded: type.value)), at: 156, limit: 1)
        put(linkName.utf8, at: 157, limit: 100)
        put("ustar\u{0}00".utf8, at: 257, limit: 8)
        put(octal(0, digits: 7), at: 329, limit: 7)
        put(octal(0, digits: 7), at: 337, limit: 7)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6) + [0], at: 148, limit: 7)
        return header
    }
}
