/// What a stored file hashes to, by each algorithm that was asked for: as it is and, if it is compressed, unpacked; of a
/// manifest of schema 1, as it is and without its signature.
struct StoredDigests {
    let size: Int
    private let digests: [Digest]
    /// None if they were not asked for, the file is neither gzip nor Zstandard, or it does not unpack; and none of a
    /// manifest whose signature does not fit.
    private let unpackedDigests: [Digest]

    /// Hashes content that `forEachChunk` hands on in pieces, unpacked too if asked.
    init(
        unpacking: Bool, by algorithms: [Digest.Algorithm],
        _ forEachChunk: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        var size = 0
        var streams = algorithms.map { DigestStream($0) }
        var unpacked = unpacking ? Unpacked.undecided([], streams) : .none
        try forEachChunk { chunk in
            size += chunk.count
            for index in streams.indices { streams[index].update(chunk) }
            unpacked.update(chunk)
        }
        self.size = size
        digests = streams.map { $0.finish() }
        unpackedDigests = unpacked.finish()
    }

    /// Whether the content, or what it unpacks to, is what the digest names.
    func match(_ digest: Digest) -> Bool { digests.contains(digest) || unpackedDigests.contains(digest) }

    /// What there is in the place of a digest, by its algorithm; unpacked where that was possible.
    func found(by algorithm: Digest.Algorithm) -> Digest? {
        (unpackedDigests + digests).first { $0.algorithm == algorithm }
    }

    /// Hashes what `read` returns until it returns nothing, as it is, by the algorithm of the digest that it must have.
    init(for expected: Digest, read: (Int) throws -> [UInt8]) throws {
        try self.init(unpacking: false, by: [expected.algorithm].compactMap(\.self)) { body in
            while true {
                let bytes = try read(262_144)
                if bytes.isEmpty { break }
                try bytes.withUnsafeBytes { try body($0) }
            }
        }
    }

    /// Hashes a stored manifest: one of schema 1 as it is and, if its signature fits, without that.
    init(ofManifest truth: ImageTruth, read: @escaping (Int) throws -> [UInt8]) throws {
        guard truth.manifestMediaType == MediaType.dockerSchema1 else {
            try self.init(for: truth.manifestDigest, read: read)
            return
        }
        var source = ByteSource(read: read)
        // More than a manifest can have matches no manifest either.
        let bytes = try source.take(StoreVerification.documentLimit)
        self.init(
            size: bytes.count, digests: [.sha256(of: bytes)],
            unpackedDigests: SignedManifest(bytes).map { [$0.digest] } ?? [])
    }

    private init(size: Int, digests: [Digest], unpackedDigests: [Digest]) {
        self.size = size
        self.digests = digests
        self.unpackedDigests = unpackedDigests
    }

    /// Content that may be compressed, by its first bytes.
    private enum Unpacked {
        /// The first bytes, until they tell what it is.
        case undecided([UInt8], [DigestStream])
        case unpacking(any Unpacker, [DigestStream])
        case none

        mutating func update(_ chunk: UnsafeRawBufferPointer) {
            switch self {
            case .undecided(let start, let streams):
                let bytes = start + Array(chunk)
                guard bytes.count >= Packing.signatureSize else {
                    self = .undecided(bytes, streams)
                    return
                }
                let unpacker = try? Packing(of: bytes).unpacker()
                self = unpacker.map { .unpacking($0, streams) } ?? .none
                bytes.withUnsafeBytes { update($0) }
            case .unpacking(let unpacker, var streams):
                do {
                    try unpacker.update(chunk) { piece in
                        for index in streams.indices { streams[index].update(piece) }
                    }
                    self = .unpacking(unpacker, streams)
                } catch {
                    self = .none
                }
            case .none:
                break
            }
        }

        func finish() -> [Digest] {
            guard case .unpacking(let unpacker, let streams) = self, (try? unpacker.finish()) != nil else { return [] }
            return streams.map { $0.finish() }
        }
    }
}
