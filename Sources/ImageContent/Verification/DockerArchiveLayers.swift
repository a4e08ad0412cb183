/// The layers of an image in an archive of `docker save`, read one at a time.
package enum DockerArchiveLayers {
    /// The names of the layers' files, lowest first.
    package static func names(
        in read: @escaping (Int) throws -> [UInt8], of truth: ImageTruth
    ) throws -> [String] {
        var reader = TarReader(read: read)
        while let entry = try reader.next() {
            guard entry.kind == .file, ArchivePath.normalized(entry.name) == DockerArchive.manifestName else {
                continue
            }
            let bytes = try reader.readContent(limit: StoreVerification.documentLimit)
            let images = try ImageDocument.decode(
                [DockerArchive.Image].self, from: bytes, named: DockerArchive.manifestName)
            let named = truth.configDigest.flatMap { digest in images.first { $0.config.contains(digest.hex) } }
            return (named ?? images.first)?.layers ?? []
        }
        return []
    }

    /// A reader of one file; nil if the archive has none of this name.
    ///
    /// - Parameter open: starts to read the archive, once for each link that is followed.
    package static func reader(
        of name: String, in open: () throws -> (Int) throws -> [UInt8]
    ) throws -> ((Int) throws -> [UInt8])? {
        var name = ArchivePath.normalized(name)
        for _ in 0..<ArchivePath.linkDepth {
            var reader = TarReader(read: try open())
            var target: String?
            while target == nil, let entry = try reader.next() {
                guard ArchivePath.normalized(entry.name) == name else { continue }
                switch entry.kind {
                case .file: return { count in try reader.read(count) }
                case .symbolicLink, .hardLink: target = ArchivePath.target(of: entry, named: name)
                default: return nil
                }
            }
            guard let target else { return nil }
            name = target
        }
        return nil
    }
}
