/// One entry of a disk's log: a write with its bytes, or a flush.
///
/// In the log a header comes first, four numbers of 8 bytes: the kind, the offset, the length and a mark. The bytes of a
/// write follow.
struct DiskRecord: Equatable, Sendable {
    enum Kind: UInt64 { case write = 1, flush }

    var kind: Kind
    /// Of the first byte on the disk.
    var offset: Int
    /// Bytes that were written.
    var length: Int
    /// Where they stand in the log.
    var position: Int

    static let headerSize = 32
    /// "chaospul" read as a number: a place that has none is no record.
    static let mark: UInt64 = 0x6c75_7073_6f61_6863

    static func header(_ kind: Kind, offset: Int, length: Int) -> [UInt64] {
        [kind.rawValue, UInt64(offset), UInt64(length), mark]
    }

    /// Reads a header at a position of the log; nil if there is none.
    init?(_ header: [UInt64], at position: Int) {
        guard header.count == 4, header[3] == Self.mark, let kind = Kind(rawValue: header[0]),
            let offset = Int(exactly: header[1]), let length = Int(exactly: header[2]), length <= 1 << 30
        else { return nil }
        self.init(kind, offset: offset, length: length, position: position + Self.headerSize)
    }

    init(_ kind: Kind, offset: Int = 0, length: Int = 0, position: Int = 0) {
        self.kind = kind
        self.offset = offset
        self.length = length
        self.position = position
    }

    /// Where the next record begins.
    var end: Int { position + length }
}
