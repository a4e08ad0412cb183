/// Reads documents and blobs of a layout, and says what is wrong with them.
struct LayoutReader {
    /// The most bytes of one document: pullers read no manifest of more than a few MiB.
    static let documentLimit = 16 << 20
    /// The most bytes of all documents, which are in memory.
    private static let documentsLimit = 128 << 20
    /// The most documents and blobs.
    private static let mostParts = 10_000

    let files: LayoutFiles
    let isAsIs: Bool
    /// The files that were read.
    private(set) var known: Set<KnownFile> = []
    private var documentBytes = 0
    private var parts = 0

    init(_ source: LayoutSource) throws(ImageContentError) {
        files = try LayoutFiles(source.path)
        isAsIs = source.isAsIs
    }

    /// Refuses what is wrong with a file, unless it is to be served as it is.
    func object(_ name: String, _ problem: String) throws(ImageContentError) {
        if !isAsIs { throw error(name, problem + "; copy the image again, or serve it broken with 'as-is: true'") }
    }

    /// An error about a file that stands in the way of serving anything.
    func error(_ name: String, _ problem: String) -> ImageContentError {
        ImageContentError("'\(files.place(name))' \(problem)")
    }

    /// A file of a name, in memory; nil if there is none.
    mutating func document(_ name: String) throws(ImageContentError) -> [UInt8]? {
        guard let region = try files.region(name) else { return nil }
        guard region.size <= Self.documentLimit, documentBytes + region.size <= Self.documentsLimit else {
            throw error(
                name,
                "has \(region.size) bytes; expected at most \(Self.documentLimit) in a document, and at most "
                    + "\(Self.documentsLimit) in all")
        }
        documentBytes += region.size
        known.insert(region.file)
        return region.bytes
    }

    /// The document that a descriptor names; nil if it is missing and may be.
    mutating func document(_ descriptor: LayoutDescriptor, _ what: String) throws(ImageContentError) -> [UInt8]? {
        let name = descriptor.digest.layoutName
        try count(name)
        guard let bytes = try document(name) else {
            try object(name, "is missing, \(what)")
            return nil
        }
        try check(Blob(bytes: bytes, statedDigest: descriptor.digest), descriptor, what)
        return bytes
    }

    /// The blob that a descriptor names; nil if it is missing and may be.
    mutating func blob(_ descriptor: LayoutDescriptor, _ what: String) throws(ImageContentError) -> Blob? {
        let name = descriptor.digest.layoutName
        try count(name)
        guard let region = try files.region(name) else {
            try object(name, "is missing, \(what)")
            return nil
        }
        known.insert(region.file)
        let blob = Blob(region, statedDigest: descriptor.digest)
        try check(blob, descriptor, what)
        return blob
    }

    /// Whether there is a file for a descriptor.
    func has(_ descriptor: LayoutDescriptor) throws(ImageContentError) -> Bool {
        try files.region(descriptor.digest.layoutName) != nil
    }

    /// The JSON of a document; nil if it is something else and may be.
    func value(_ bytes: [UInt8], _ name: String, _ what: String) throws(ImageContentError) -> JSONValue? {
        guard let value = try? ImageDocument.decode(JSONValue.self, from: bytes, named: name),
            case .object = value
        else {
            try object(name, "is no object in JSON, \(what)")
            return nil
        }
        return value
    }

    /// Notes that a file is part of what is served.
    mutating func use(_ region: FileRegion) { known.insert(region.file) }

    private func check(_ blob: Blob, _ descriptor: LayoutDescriptor, _ what: String) throws(ImageContentError) {
        let name = descriptor.digest.layoutName
        if blob.size != descriptor.size {
            try object(name, "has \(blob.size) bytes and is said to have \(descriptor.size), \(what)")
        }
        // Of an algorithm that is not computed here nothing is known.
        guard !isAsIs, let algorithm = descriptor.digest.algorithm else { return }
        let digest = blob.named(by: algorithm).digest
        if digest != descriptor.digest { try object(name, "hashes to \(digest), \(what)") }
    }

    private mutating func count(_ name: String) throws(ImageContentError) {
        parts += 1
        if parts > Self.mostParts { throw error(name, "is one of more than \(Self.mostParts) documents and blobs") }
    }
}
