/// Writes a tar archive in memory: headers of ustar, with records of pax or GNU for what those cannot hold.
///
/// POSIX.1-2017, pax, "pax Interchange Format"; GNU tar manual, "Basic Tar Format".
package struct TarWriter {
    /// The longest name or link target of a plain header, in bytes.
    private static let shortName = 100

    /// The largest number of an owner that seven octal digits hold.
    private static let largestOwner = 0o7777777

    /// The archive so far.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Adds an entry with its content.
    package mutating func add(_ entry: TarRecord, content: [UInt8] = []) {
        var records = entry.records
        if entry.uid > Self.largestOwner { records.append(("uid", Array("\(entry.uid)".utf8))) }
        if entry.gid > Self.largestOwner { records.append(("gid", Array("\(entry.gid)".utf8))) }
        for (key, text, type) in [("path", entry.name, "L"), ("linkpath", entry.linkName, "K")]
        where text.utf8.count > Self.shortName {
            if entry.hasGNUNames {
                // GNU tar ends such a name with a zero byte and calls its entry so.
                append(header: .init(name: "././@LongLink", type: type.first ?? "L"), content: Array(text.utf8) + [0])
            } else {
                records.append((key, Array(text.utf8)))
            }
        }
        if !records.isEmpty {
            let content = records.flatMap { Self.record($0.key, $0.value) }
            append(header: .init(name: "PaxHeaders.0/entry", type: "x"), content: content)
        }
        append(header: entry, content: content)
    }

    /// Adds a sparse file: its pieces, each with its offset and its size, and the bytes of all of them.
    ///
    /// GNU tar manual, "Storing Sparse Files", PAX format 1.0: the map is in decimal numbers before the content.
    mutating func addSparse(
        _ name: String, size: Int, pieces: [(offset: Int, size: Int)], content: [UInt8] = []
    ) {
        var map = Array("\(pieces.count)\n".utf8)
        for piece in pieces { map += Array("\(piece.offset)\n\(piece.size)\n".utf8) }
        map += [UInt8](repeating: 0, count: Self.padding(of: map.count))
        let slash = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        add(
            TarRecord(
                name: "\(name[..<slash])GNUSparseFile.0/\(name[slash...])",
                records: [
                    ("GNU.sparse.major", Array("1".utf8)), ("GNU.sparse.minor", Array("0".utf8)),
                    ("GNU.sparse.name", Array(name.utf8)), ("GNU.sparse.realsize", Array("\(size)".utf8)),
                ]), content: map + content)
    }

    /// The whole archive, with the two blocks of zeros that end one.
    package func finished() -> [UInt8] { bytes + [UInt8](repeating: 0, count: 2 * TarHeader.blockSize) }

    /// A header and content, filled up to whole blocks.
    private mutating func append(header entry: TarRecord, content: [UInt8]) {
        bytes += entry.header(size: content.count) + content
        bytes += [UInt8](repeating: 0, count: Self.padding(of: content.count))
    }

    /// What is missing to whole blocks.
    private static func padding(of size: Int) -> Int {
        (TarHeader.blockSize - size % TarHeader.blockSize) % TarHeader.blockSize
    }

    /// A record of pax: its own length in decimal, the key and the value.
    static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
        let body = Array(" \(key)=".utf8) + value + [0x0a]
        var length = body.count
        // The length counts its own digits.
        while body.count + "\(length)".utf8.count != length { length = body.count + "\(length)".utf8.count }
        return Array("\(length)".utf8) + body
    }
}

/// An entry to be written to a tar archive.
package struct TarRecord: Sendable {
    /// The path in the archive.
    package var name: String
    /// The type flag: `0` a file, `1` a hard link, `2` a symbolic link, `3` and `4` devices, `5` a folder, `6` a FIFO.
    package var type: Character = "0"
    /// The permission bits.
    package var mode = 0o644
    package var uid = 0
    package var gid = 0
    /// In seconds since 1970.
    package var modified = TarHeader.fixedTime
    package var linkName = ""
    /// The numbers of a device.
    package var device: (major: Int, minor: Int) = (0, 0)
    /// Records of pax, such as `SCHILY.xattr.user.name`.
    package var records: [(key: String, value: [UInt8])] = []
    /// Whether GNU's entries hold a long name, instead of records of pax.
    package var hasGNUNames = false

    package init(
        name: String, type: Character = "0", mode: Int = 0o644, uid: Int = 0, gid: Int = 0,
        modified: Int = TarHeader.fixedTime, linkName: String = "", device: (major: Int, minor: Int) = (0, 0),
        records: [(key: String, value: [UInt8])] = [], hasGNUNames: Bool = false
    ) {
        self.name = name
        self.type = type
        self.mode = mode
        self.uid = uid
        self.gid = gid
        self.modified = modified
        self.linkName = linkName
        self.device = device
        self.records = records
        self.hasGNUNames = hasGNUNames
    }

    /// The header block for content of some size.
    package func header(size: Int) -> [UInt8] {
        TarHeader.ustar(
            name: name, type: type.unicodeScalars.first ?? "0", size: size, mode: mode, linkName: linkName, uid: uid,
            gid: gid, modified: modified, device: device)
    }
}
