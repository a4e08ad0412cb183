/// The records of a pax extended header that change the next entry.
///
/// POSIX.1-2017, pax, "pax Extended Header": records are `<length> <key>=<value>\n`, the length counting all of it. A
/// value of no length deletes what earlier records of the key said; then the field of the entry's own header holds, as
/// the tools read it that are under test (Go, archive/tar, `mergePAX`: "Keep the original USTAR value").
struct PaxRecords {
    private(set) var path: String?
    private(set) var linkPath: String?
    private(set) var size: Int?

    init() {}

    init(_ bytes: [UInt8]) throws(ImageContentError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let digits = rest.prefix(8).prefix { $0 != 0x20 }
            guard
                let length = Self.decimal(digits),
                length > digits.count + 1, length <= rest.count,
                rest[rest.startIndex + length - 1] == UInt8(ascii: "\n")
            else {
                throw ImageContentError("a pax record at byte \(rest.startIndex) has no valid length; it is damaged")
            }
            let record = rest.prefix(length).dropFirst(digits.count + 1).dropLast()
            rest = rest.dropFirst(length)
            let parts = record.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw ImageContentError("a pax record of \(length) bytes has no '='; it is damaged")
            }
            try set(String(decoding: parts[0], as: UTF8.self), to: String(decoding: parts[1], as: UTF8.self))
        }
    }

    private mutating func set(_ key: String, to value: String) throws(ImageContentError) {
        switch key {
        case "path": path = try Self.name(value, key)
        case "linkpath": linkPath = try Self.name(value, key)
        case "size":
            guard !value.isEmpty else {
                size = nil
                break
            }
            guard let number = Self.decimal(value.utf8) else {
                throw ImageContentError("'\(value.prefix(40))' is no size of a pax record; it is damaged")
            }
            size = number
        default:
            break
        }
    }

    /// Nil for a value that deletes the record; no name of a file has a NUL in it.
    private static func name(_ value: String, _ key: String) throws(ImageContentError) -> String? {
        guard !value.utf8.contains(0) else {
            throw ImageContentError("a pax record '\(key)' has a zero byte in its value; it is damaged")
        }
        return value.isEmpty ? nil : value
    }

    /// Digits and nothing else, neither sign nor space; nil for other text and for what is beyond 63 bits.
    private static func decimal(_ text: some Collection<UInt8>) -> Int? {
        guard text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }
}
