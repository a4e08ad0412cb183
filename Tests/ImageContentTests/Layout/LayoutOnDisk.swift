import Foundation

@testable import ImageContent

/// An OCI layout that a test makes, and may break before it is written.
struct LayoutOnDisk {
    /// The content of each file by its name in the layout.
    var files: [String: [UInt8]] = [:]
    /// What `index.json` names, with names of their own if they are given.
    private var entries: [JSONValue] = []

    /// A layout of one image with layers in gzip.
    ///
    /// - Parameter named: the image's name in the layout.
    init(layers: Int = 2, isIndexed: Bool = false, named: String? = nil, platform: Platform = .host) {
        add(layers: layers, isIndexed: isIndexed, named: named, platform: platform)
    }

    /// A layout without an image.
    init() {
        files["oci-layout"] = Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8)
        writeIndex()
    }

    /// Adds a blob and returns its descriptor.
    @discardableResult
    mutating func add(_ bytes: [UInt8], _ type: String, by algorithm: Digest.Algorithm = .sha256) -> Descriptor {
        let digest = Digest.of(bytes, by: algorithm)
        files["blobs/\(digest.algorithmName)/\(digest.hex)"] = bytes
        return Descriptor(mediaType: type, digest: digest, size: bytes.count)
    }

    /// Adds an image, and returns the descriptor that `index.json` has of it.
    @discardableResult
    mutating func add(
        layers: Int, isIndexed: Bool = false, named: String? = nil, platform: Platform = .host,
        by algorithm: Digest.Algorithm = .sha256
    ) -> Descriptor {
        let tars = (0..<layers).map {
            archive([entry("file-\($0)-\(platform.architecture)", Array("content \($0)".utf8))])
        }
        let config = ImageConfiguration(
            created: nil, architecture: platform.architecture, os: platform.os, config: nil,
            rootfs: .init(diffIDs: tars.map { .sha256(of: $0) }), history: nil)
        let manifest = ImageManifest(
            mediaType: MediaType.ociManifest,
            config: add(ImageDocument.encode(config), MediaType.ociConfig, by: algorithm),
            layers: tars.map { add(Gzip.compressed($0) ?? [], MediaType.ociLayerGzip, by: algorithm) })
        var target = add(ImageDocument.encode(manifest), MediaType.ociManifest, by: algorithm)
        if isIndexed {
            target.platform = platform
            let index = ImageIndex(mediaType: MediaType.ociIndex, manifests: [target])
            target = add(ImageDocument.encode(index), MediaType.ociIndex, by: algorithm)
        }
        list(target, named: named)
        return target
    }

    /// Lets `index.json` name a document too.
    mutating func list(_ descriptor: Descriptor, named: String? = nil) {
        var descriptor = descriptor
        descriptor.annotations = named.map { ["org.opencontainers.image.ref.name": $0] }
        let bytes = ImageDocument.encode(descriptor)
        if let value = try? ImageDocument.decode(JSONValue.self, from: bytes, named: "") { entries.append(value) }
        writeIndex()
    }

    private mutating func writeIndex() {
        files["oci-layout"] = Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8)
        files["index.json"] = ImageDocument.encode(
            JSONValue.object(["schemaVersion": .integer(2), "manifests": .array(entries)]))
    }

    /// As a tar archive.
    var tar: [UInt8] { archive(files.sorted { $0.key < $1.key }.map { entry($0.key, $0.value) }) }

    func write(to folder: String) throws {
        for (name, bytes) in files {
            let path = "\(folder)/\(name)"
            let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path))
        }
    }

    /// Reads the image, from a folder that is removed in the end.
    func read(tag: String? = nil, isAsIs: Bool = false) throws -> LayoutImage {
        try withTemporaryFolder { folder in
            try write(to: folder)
            return try LayoutImage(LayoutSource(path: folder, tag: tag, isAsIs: isAsIs))
        }
    }

    /// Why it is refused, with `.` for the folder; nil if it is not.
    func objection(tag: String? = nil) throws -> String? {
        try withTemporaryFolder { folder in
            try write(to: folder)
            return Self.objection(folder, tag: tag)
        }
    }

    /// Why a folder is refused, with `.` for it; nil if it is not.
    static func objection(_ folder: String, tag: String? = nil) -> String? {
        do {
            _ = try LayoutImage(LayoutSource(path: folder, tag: tag))
            return nil
        } catch {
            return error.message.replacing(folder, with: ".")
        }
    }
}

/// Gives a new folder, and removes it in the end.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    let folder = temporary.appending(path: "layout-\(UInt64.random(in: .min ... .max))").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}
