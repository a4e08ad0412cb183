/// The files of a tar archive that stays on disk, by their names.
struct LayoutArchive: Sendable {
    /// The most entries: `docker save` needs three for each layer.
    private static let mostEntries = 100_000

    let file: KnownFile
    private var regions: [String: FileRegion] = [:]
    private var links: [String: String] = [:]

    /// Reads the headers; contents are passed over.
    init(_ file: KnownFile) throws(ImageContentError) {
        self.file = file
        do {
            try readHeaders()
        } catch let error as ImageContentError {
            throw ImageContentError("'\(file.path)' \(Self.compression(of: file) ?? "is no archive: \(error.message)")")
        } catch {
            throw ImageContentError("'\(file.path)' cannot be read: \(error)")
        }
    }

    /// The content of a name, or of what it is a link to.
    func region(_ name: String) -> FileRegion? { ArchivePath.find(name, in: regions, links: links) }

    private mutating func readHeaders() throws {
        let place = Place()
        let file = file
        // Blocks come one by one, so that the reader is never ahead of the header that it has returned.
        var reader = TarReader { count in
            if place.offset < place.contentEnd {
                let skipped = min(count, place.contentEnd - place.offset)
                place.offset += skipped
                return [UInt8](repeating: 0, count: skipped)
            }
            let block = FileRegion(
                file, offset: place.offset, size: max(0, min(TarHeader.blockSize, count, file.size - place.offset))
            ).bytes
            place.offset += block.count
            return block
        }
        while let entry = try reader.next() {
            guard regions.count + links.count < Self.mostEntries else {
                throw ImageContentError("it has more than \(Self.mostEntries) entries")
            }
            let name = ArchivePath.normalized(entry.name)
            let (start, room) = (place.offset, file.size - place.offset)
            guard entry.size <= room else {
                throw ImageContentError("it ends \(entry.size - room) bytes before the end of '\(name)'; it is cut off")
            }
            // Its padding too, so that the next block is a header.
            place.contentEnd =
                start + min(room, (entry.size + TarHeader.blockSize - 1) / TarHeader.blockSize * TarHeader.blockSize)
            switch entry.kind {
            case .file:
                regions[name] = FileRegion(file, offset: start, size: entry.size)
                links[name] = nil
            case .symbolicLink, .hardLink: links[name] = ArchivePath.target(of: entry, named: name)
            default: break
            }
        }
    }

    /// How far the archive has been read, and where the content ends that is passed over.
    private final class Place {
        var offset = 0
        var contentEnd = 0
    }

    /// What is to be done with a compressed archive; nil if it is none.
    private static func compression(of file: KnownFile) -> String? {
        let start = FileRegion(file, offset: 0, size: min(Packing.signatureSize, file.size)).bytes
        return switch Packing(of: start) {
        case .gzip: "is compressed, so it cannot be read in parts; gunzip it"
        case .zstd: "is compressed, so it cannot be read in parts; unzstd it"
        case .none: nil
        }
    }
}
