/// The records of a pax extended header that change the next entry.
///
/// POSIX.1-2017, pax, "pax Extended Header": records are `<length> <key>=<value>\n`, and the length counts all of it.
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
                let length = Int(String(decoding: digits, as: UTF8.self)),
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
        case "path":
            path = value
        case "linkpath":
            linkPath = value
        case "size":
            guard let number = Int(value), number >= 0 else {
                throw ImageContentError("'\(value)' is no size of a pax record; it is damaged")
            }
            size = number
        default:
            break
        }
    }
}
