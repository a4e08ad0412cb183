import ImageContent
import Sandboxing

/// Where the user's own puller stores the image, or what says that it is there.
package enum ImagePlace: Sendable, Equatable {
    /// skopeo's `dir:`; all paths are in the node.
    case directory(String)
    /// An OCI image layout (image-layout.md).
    case ociLayout(String)
    /// The folder above `blobs/sha256`.
    case contentStore(String)
    /// An archive of `docker save`, which an optional program makes first.
    case dockerArchive(String, export: Program?)
    /// A program whose exit code says that the image is there.
    case asked(Program)
    /// Only the puller itself.
    case unknown

    /// The path of the file or folder; nil if none is known.
    var path: String? {
        switch self {
        case .directory(let path), .ociLayout(let path), .contentStore(let path), .dockerArchive(let path, _): path
        case .asked, .unknown: nil
        }
    }

    /// Hashes what is there; for `asked` and `unknown` the report says that nothing was hashed.
    func report(in sandbox: Sandbox, against truth: ImageTruth) async throws -> StoreReport {
        let files = StoredFiles(of: sandbox)
        switch self {
        case .directory(let path): return try Self.flat(path, files, against: truth)
        case .ociLayout(let path):
            guard try files.isThere(path + "/index.json") else {
                return StoreReport(present: false, problems: ["\(path): holds no index.json"])
            }
            return try Self.blobs(path, files, against: truth)
        case .contentStore(let path): return try Self.blobs(path, files, against: truth)
        case .dockerArchive(let path, let export):
            if let export {
                let (end, text) = try await sandbox.output(export, deadline: .seconds(600))
                guard end.isSuccess else {
                    return StoreReport(present: false, problems: ["\(export.name): \(end.text): \(text.trimmed)"])
                }
            }
            guard try files.isThere(path) else {
                return StoreReport(present: false, problems: ["\(path): there is no such file"])
            }
            return try files.withReader(path) { read in
                try StoreVerification.verify(dockerArchive: read, against: truth)
            }
        case .asked(let program):
            let (end, text) = try await sandbox.output(program)
            return StoreReport(
                present: end.isSuccess,
                problems: end.isSuccess ? [] : ["\(program.name): \(end.text): \(text.trimmed)"],
                unverified: "only '\(program.name)' says that the image is there"
            )
        case .unknown: return StoreReport(present: true, unverified: "only the puller says that the image is there")
        }
    }

    /// The layers are kept as the archives that were served.
    func unpacked(in sandbox: Sandbox, truth: ImageTruth) throws -> UnpackedImage {
        switch self {
        case .directory(let path): UnpackedImage(truth.layerDigests.map { .archive("\(path)/\($0.hex)") })
        case .ociLayout(let path), .contentStore(let path): UnpackedImage(blobsIn: path, truth: truth)
        case .dockerArchive(let path, _):
            try UnpackedImage(dockerArchive: path, in: StoredFiles(of: sandbox), truth: truth)
        case .asked(let program): throw TreeUnread("only '\(program.name)' says that the image is there")
        case .unknown: throw TreeUnread("only the puller says that the image is there")
        }
    }

    /// A link in place of the folder may lead out of the node, so it does not count as a folder.
    private static func flat(_ path: String, _ files: StoredFiles, against truth: ImageTruth) throws -> StoreReport {
        guard try files.isFolder(path), try files.isThere(path + "/manifest.json") else {
            return StoreReport(present: false, problems: ["\(path): holds no manifest.json"])
        }
        return try StoreVerification.verify(
            directoryNames: { try files.names(in: path) },
            open: { name in try files.reader("\(path)/\(name)") },
            against: truth
        )
    }

    private static func blobs(_ path: String, _ files: StoredFiles, against truth: ImageTruth) throws -> StoreReport {
        guard try [path, path + "/blobs", path + "/blobs/sha256"].allSatisfy(files.isFolder) else {
            return StoreReport(present: false, problems: ["\(path): holds no folder blobs/sha256"])
        }
        return try BlobFolder(files: files, path: path).report(against: truth)
    }
}
