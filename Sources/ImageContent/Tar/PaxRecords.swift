/// The records of a pax extended header that change the next entry.
///
/// POSIX.1-2017, pax, "pax Extended Header": records are `<length> <key>=<value>\n`, the length counting all of it. A
/// value of no length deletes what earlier records of the key said; then the field of the entry's own header holds, as
/// the tools read it that are under test (Go, archive/tar, `mergePAX`: "Keep the original USTAR value").
struct PaxRecords {
    private(set) var path: String?
    private(set) var linkPath: String?
    private(set) var size: Int?
    private(set) var uid: Int?
    private(set) var gid: Int?
    private(set) var time: FileTime?
    /// Extended attributes as star and GNU tar write them; Go reads no others.
    private(set) var xattrs: [String: [UInt8]] = [:]
    private(set) var sparse = PaxSparse()
    /// Whether anything but a comment is said.
    private(set) var saysAnything = false

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
            try set(String(decoding: parts[0], as: UTF8.self), to: parts[1])
        }
    }

    private mutating func set(_ key: String, to bytes: ArraySlice<UInt8>) throws(ImageContentError) {
        saysAnything = saysAnything || key != "comment"
        if key.hasPrefix(Self.xattrPrefix) {
            xattrs[String(key.dropFirst(Self.xattrPrefix.count))] = bytes.isEmpty ? nil : Array(bytes)
            return
        }
        let value = String(decoding: bytes, as: UTF8.self)
        switch key {
        case "path": path = try Self.name(value, key)
        case "linkpath": linkPath = try Self.name(value, key)
        case "size": size = try Self.number(value, key)
        case "uid": uid = try Self.number(value, key)
        case "gid": gid = try Self.number(value, key)
        case "mtime":
            time = FileTime(pax: value)
            guard time != nil || value.isEmpty else {
                throw ImageContentError("'\(value.prefix(40))' is no time of a pax record; it is damaged")
            }
        default: try sparse.set(key, to: value)
        }
    }

    private static let xattrPrefix = "SCHILY.xattr."

    /// Nil for a value that deletes the record.
    static func number(_ value: String, _ key: String) throws(ImageContentError) -> Int? {
        if value.isEmpty { return nil }
        guard let number = decimal(value.utf8) else {
            throw ImageContentError("'\(value.prefix(40))' is no \(key) of a pax record; it is damaged")
        }
        return number
    }

    /// Nil for a value that deletes the record; no name of a file has a NUL in it.
    static func name(_ value: String, _ key: String) throws(ImageContentError) -> String? {
        guard !value.utf8.contains(0) else {
            throw ImageContentError("a pax record '\(key)' has a zero byte in its value; it is damaged")
        }
        return value.isEmpty ? nil : value
    }

    /// Digits and nothing else, neither sign nor space; nil for other text and for what is beyond 63 bits.
    static func decimal(_ text: some Collection<UInt8>) -> Int? {
        guard text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }
}
