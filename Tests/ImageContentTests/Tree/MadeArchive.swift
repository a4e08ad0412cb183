@testable import ImageContent

/// An archive made entry by entry, with headers that `TarWriter` would not write too.
struct MadeArchive {
    private(set) var entries: [[UInt8]] = []

    var bytes: [UInt8] { archive(entries) }

    mutating func add(
        _ name: String, type: Unicode.Scalar = "0", _ content: [UInt8] = [], mode: Int = 0o644, uid: Int = 0,
        gid: Int = 0, time: Int = 1000, linkName: String = "", device: (Int, Int) = (0, 0),
        pax: [(String, [UInt8])] = []
    ) {
        if !pax.isEmpty { entries.append(entry("pax", Self.records(pax), type: "x")) }
        let header = TarHeader.ustar(
            name: name, type: type, size: content.count, mode: mode, linkName: linkName, uid: uid, gid: gid,
            modified: time, device: device)
        entries.append(header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512))
    }

    /// Blocks as they are, each header with its checksum.
    mutating func add(header: [UInt8], _ rest: [UInt8]) { entries.append(TarHeader.withChecksum(header) + rest) }

    static func records(_ records: [(String, [UInt8])]) -> [UInt8] { records.flatMap { TarWriter.record($0, $1) } }
}

/// The tree of an archive that is made by `make`.
func tree(_ make: (inout MadeArchive) -> Void) throws -> LayerTree {
    var made = MadeArchive()
    make(&made)
    var limit = TreeLimit.standard
    return try LayerTree(layer: reader(made.bytes), limit: &limit)
}
