/// Layers like those of eStargz: gzip in several members, the last file a table of contents, then a footer.
///
/// containerd/stargz-snapshotter, docs/estargz.md. Nothing reads single files of it here; pullers see its annotations
/// and its form.
enum EStargz {
    /// The name of the table of contents in the archive.
    private static let contentsName = "stargz.index.json"
    /// The annotation with the digest of the table of contents.
    private static let contentsDigest = "containerd.io/snapshot/stargz/toc.digest"
    /// The annotation with the size of the archive.
    private static let uncompressedSize = "io.containers.estargz.uncompressed-size"

    private struct Contents: Encodable {
        struct Entry: Encodable {
            let name: String
            let type: String
            let size: Int?
            let offset: Int?
        }

        let version = 1
        let entries: [Entry]
    }

    /// The archive with its table of contents, and the annotations of the layer.
    static func withContents(_ archive: TarWriter) -> (archive: [UInt8], annotations: [String: String]?) {
        var writer = archive
        let contents = ImageDocument.encode(Contents(entries: entries(of: archive.finished())))
        writer.add(TarRecord(name: contentsName), content: contents)
        let bytes = writer.finished()
        return (
            bytes,
            [
                contentsDigest: Digest.sha256(of: contents).description, uncompressedSize: "\(bytes.count)",
            ]
        )
    }

    private static func entries(of archive: [UInt8]) -> [Contents.Entry] {
        var position = 0
        var reader = TarReader { count in
            let piece = Array(archive[position..<min(position + count, archive.count)])
            position += piece.count
            return piece
        }
        var entries: [Contents.Entry] = []
        while let entry = try? reader.next() {
            let isFile = entry.kind == .file
            let type =
                switch entry.kind {
                case .file: "reg"
                case .directory: "dir"
                case .symbolicLink: "symlink"
                case .hardLink: "hardlink"
                case .characterDevice: "char"
                case .blockDevice: "block"
                case .fifo: "fifo"
                case .other: "chunk"
                }
            entries.append(
                Contents.Entry(
                    name: entry.name, type: type, size: isFile ? entry.size : nil, offset: isFile ? 0 : nil))
        }
        return entries
    }

    /// A member for each part of the archive, then the footer.
    static func compressed(_ archive: [UInt8]) -> [UInt8]? {
        let size = max(1, archive.count / 4)
        var bytes: [UInt8] = []
        var contentsStart = 0
        for start in stride(from: 0, to: archive.count, by: size) {
            guard let member = Gzip.compressed(Array(archive[start..<min(start + size, archive.count)])) else {
                return nil
            }
            contentsStart = bytes.count
            bytes += member
        }
        return bytes + footer(contentsStart)
    }

    /// An empty gzip member whose extra field says where the member with the table of contents starts.
    private static func footer(_ offset: Int) -> [UInt8] {
        let digits = Array(String(offset, radix: 16).utf8)
        let field = [UInt8](repeating: UInt8(ascii: "0"), count: 16 - digits.count) + digits + Array("STARGZ".utf8)
        let subfield = Array("SG".utf8) + UInt16(field.count).littleEndianBytes + field
        return [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255] + UInt16(subfield.count).littleEndianBytes + subfield
            + [1, 0, 0, 255, 255] + [UInt8](repeating: 0, count: 8)
    }
}
