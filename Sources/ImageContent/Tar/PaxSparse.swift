/// What pax records say of a sparse file.
///
/// GNU tar manual, "PAX Format, Versions 0.0, 0.1 and 1.0".
struct PaxSparse {
    /// The true name; the entry's own is made up where 0.1 and 1.0 are read by tools that know neither.
    private(set) var name: String?
    private var size: Int?
    private var major: Int?
    /// The numbers of versions 0.0 and 0.1: offset, size, offset, size.
    private var numbers: [Int] = []

    mutating func set(_ key: String, to value: String) throws(ImageContentError) {
        switch key {
        case "GNU.sparse.major": major = try PaxRecords.number(value, key)
        case "GNU.sparse.name": name = try PaxRecords.name(value, key)
        case "GNU.sparse.size", "GNU.sparse.realsize": size = try PaxRecords.number(value, key)
        case "GNU.sparse.offset", "GNU.sparse.numbytes":
            guard let number = PaxRecords.decimal(value.utf8) else { throw Self.damaged(value) }
            numbers.append(number)
        case "GNU.sparse.map":
            numbers = []
            for part in value.utf8.split(separator: UInt8(ascii: ",")) {
                guard let number = PaxRecords.decimal(part) else { throw Self.damaged(value) }
                numbers.append(number)
            }
        default: break
        }
    }

    /// Whether the map stands before the content (version 1.0).
    var isMapInContent: Bool { major == 1 && size != nil }

    /// The map of versions 0.0 and 0.1; nil for other files.
    func map(stored: Int, of name: String) throws(ImageContentError) -> SparseMap? {
        guard !isMapInContent, let size, !numbers.isEmpty else { return nil }
        return try SparseMap(SparseMap.pieces(ofNumbers: numbers, of: name), size: size, stored: stored, of: name)
    }

    /// The map of version 1.0, read before the content: a count, then offsets and sizes, each on a line.
    ///
    /// - Parameters:
    ///   - stored: the bytes of the entry.
    ///   - block: the next block of them.
    func map(
        stored: Int, of name: String, block: () throws -> [UInt8]
    ) throws -> (map: SparseMap, used: Int) {
        var numbers: [Int] = []
        var digits: [UInt8] = []
        var used = 0
        while used == 0 || numbers.count <= 2 * (numbers.first ?? 0) {
            guard used + TarHeader.blockSize <= stored, used / TarHeader.blockSize < Self.blockLimit else {
                throw ImageContentError("sparse file '\(name)' has no end of its map; it is damaged")
            }
            for byte in try block() {
                if byte != UInt8(ascii: "\n") {
                    digits.append(byte)
                    continue
                }
                if let first = numbers.first, numbers.count > 2 * first { break }
                guard !digits.isEmpty, let number = PaxRecords.decimal(digits), number < Int.max / 4 else {
                    throw Self.damaged(String(decoding: digits.prefix(40), as: UTF8.self))
                }
                numbers.append(number)
                digits = []
            }
            used += TarHeader.blockSize
        }
        let pieces = try SparseMap.pieces(ofNumbers: Array(numbers.dropFirst()), of: name)
        return (try SparseMap(pieces, size: size ?? 0, stored: stored - used, of: name), used)
    }

    private static let blockLimit = SparseMap.blockLimit

    private static func damaged(_ value: String) -> ImageContentError {
        ImageContentError("'\(value.prefix(40))' is no number of the map of a sparse file; it is damaged")
    }
}
