/// The fields of one header block, with its checksum verified.
///
/// POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
struct TarHeaderFields {
    let name: String
    let linkName: String
    let size: Int
    let mode: Int
    let uid: Int
    let gid: Int
    /// The modification time in seconds.
    let time: Int
    let device: DeviceNumber
    let type: UInt8

    /// True for types that have no content, so that their size field means nothing.
    var hasNoContent: Bool {
        // Hard link, symbolic link, character device, block device, folder, FIFO.
        type >= UInt8(ascii: "1") && type <= UInt8(ascii: "6")
    }

    /// Reads a block of 512 bytes.
    init(_ block: [UInt8]) throws(ImageContentError) {
        guard block.count == TarHeader.blockSize else {
            throw ImageContentError("a tar header has 512 bytes, not \(block.count); the archive is cut off")
        }
        let stated = try Self.number(block[148..<156], "checksum")
        let computed = Self.checksum(block)
        guard stated == computed else {
            throw ImageContentError("a tar header states checksum \(stated) but sums to \(computed); it is damaged")
        }
        let plainName = Self.text(block[0..<100])
        // Only POSIX archives split long names in two; GNU archives use the same bytes for times.
        let isPosix = block[257..<263].elementsEqual("ustar\u{0}".utf8)
        let prefix = isPosix ? Self.text(block[345..<500]) : ""
        name = prefix.isEmpty ? plainName : prefix + "/" + plainName
        linkName = Self.text(block[157..<257])
        size = try Self.number(block[124..<136], "size")
        mode = try Self.number(block[100..<108], "mode")
        type = block[156]
        uid = try Self.number(block[108..<116], "user")
        gid = try Self.number(block[116..<124], "group")
        time = try Self.number(block[136..<148], "time", isSigned: true)
        device =
            type == UInt8(ascii: "3") || type == UInt8(ascii: "4")
            ? DeviceNumber(
                major: try Self.number(block[329..<337], "device number"),
                minor: try Self.number(block[337..<345], "device number"))
            : DeviceNumber(major: 0, minor: 0)
    }

    /// The sum of all bytes, where those of the checksum itself count as spaces.
    private static func checksum(_ block: [UInt8]) -> Int {
        block.withUnsafeBufferPointer { bytes in
            var sum = 8 * 32
            var position = 0
            while position < bytes.count {
                if position < 148 || position >= 156 {
                    sum += Int(bytes[position])
                }
                position += 1
            }
            return sum
        }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// A number in octal digits, or in base 256 if the first bit is set (a GNU extension for large sizes).
    static func number(
        _ field: ArraySlice<UInt8>, _ name: String, isSigned: Bool = false
    ) throws(ImageContentError) -> Int {
        if let first = field.first, first & 0x80 != 0 {
            return try base256(field, name, isSigned: isSigned)
        }
        var value = 0
        for byte in field.drop(while: { $0 == 0x20 }) {
            if byte == 0 || byte == 0x20 { break }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "7") else {
                throw ImageContentError("byte \(byte) in the \(name) of a tar header is no octal digit; it is damaged")
            }
            // A field has at most twelve digits of three bits, so this cannot overflow.
            value = value << 3 | Int(byte & 7)
        }
        return value
    }

    /// The bit behind the mark is the sign, in two's complement (GNU tar, src/list.c, `from_header`).
    private static func base256(
        _ field: ArraySlice<UInt8>, _ name: String, isSigned: Bool
    ) throws(ImageContentError) -> Int {
        let isNegative = (field.first ?? 0) & 0x40 != 0
        guard !isNegative || isSigned else {
            throw ImageContentError("the \(name) of a tar header is negative; it is damaged")
        }
        // Negative numbers are read by their complement, which is not negative.
        let flip: UInt8 = isNegative ? 0xff : 0
        var value = 0
        for (position, byte) in field.enumerated() {
            let digit = (position == 0 ? (byte ^ flip) & 0x7f : byte ^ flip)
            let (product, overflow) = value.multipliedReportingOverflow(by: 256)
            let (sum, carry) = product.addingReportingOverflow(Int(digit))
            guard !overflow, !carry else {
                throw ImageContentError("the \(name) of a tar header is beyond 63 bits; it is damaged")
            }
            value = sum
        }
        return isNegative ? ~value : value
    }
}
