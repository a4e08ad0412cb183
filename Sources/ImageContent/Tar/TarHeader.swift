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

    /// The same as RFC 3339 writes it.
    package static let fixedTimeText = "2020-01-01T00:00:00Z"

    /// The header of one entry; by default owned by user and group 0.
    ///
    /// A name is cut to 100 bytes and a size to `largestSize`. `type` is the type flag, such as `0` for a file, `5`
    /// for a folder and `2` for a symbolic link to `linkName`.
    package static func ustar(
        name: String,
        type: Unicode.Scalar = "0",
        size: Int = 0,
        mode: Int = 0o644,
        linkName: String = "",
        uid: Int = 0,
        gid: Int = 0,
        modified: Int = fixedTime,
        device: (major: Int, minor: Int) = (0, 0)
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
        put(octal(uid, digits: 7), at: 108, limit: 7)
        put(octal(gid, digits: 7), at: 116, limit: 7)
        put(octal(min(size, largestSize), digits: 11), at: 124, limit: 11)
        put(octal(modified, digits: 11), at: 136, limit: 11)
        put(CollectionOfOne(UInt8(truncatingIfNeeded: type.value)), at: 156, limit: 1)
        put(linkName.utf8, at: 157, limit: 100)
        put("ustar\u{0}00".utf8, at: 257, limit: 8)
        put(octal(device.major, digits: 7), at: 329, limit: 7)
        put(octal(device.minor, digits: 7), at: 337, limit: 7)
        return withChecksum(header)
    }

    /// The header with the sum of its bytes, in which the field of the sum counts as spaces.
    package static func withChecksum(_ bytes: [UInt8]) -> [UInt8] {
        var header = bytes
        header.replaceSubrange(148..<156, with: [UInt8](repeating: UInt8(ascii: " "), count: 8))
        let sum = header.reduce(0) { $0 + Int($1) }
        let digits = Array(String(sum, radix: 8).utf8)
        header.replaceSubrange(
            148..<155,
            with: [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 6 - digits.count)) + digits.suffix(6) + [0])
        return header
    }
}
