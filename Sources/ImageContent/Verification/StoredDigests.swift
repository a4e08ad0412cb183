/// What a stored file hashes to, by each algorithm that was asked for: as it is and, if it is gzip, unpacked.
struct StoredDigests {
    let size: Int
    private let digests: [Digest]
    /// None if they were not asked for, the file is not gzip, or it does not unpack.
    private let unpackedDigests: [Digest]

    /// Hashes content that `forEachChunk` hands on in pieces, unpacked too if asked.
    init(
        unpacking: Bool, by algorithms: [Digest.Algorithm],
        _ forEachChunk: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        var size = 0
        var streams = algorithms.map { DigestStream($0) }
        var unpacked = unpacking ? Unpacked.undecided(streams) : .none
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

    private enum Unpacked {
        case undecided([DigestStream])
        case firstByte([DigestStream])
        case stream(GunzipStream, [DigestStream])
        case none

        mutating func update(_ chunk: UnsafeRawBufferPointer) {
            guard let first = chunk.first else { return }
            switch self {
            case .undecided(let streams):
                // The first two bytes of gzip (RFC 1952 2.3.1): the first may come in a piece of its own.
                if first != 0x1f {
                    self = .none
                } else if chunk.count == 1 {
                    self = .firstByte(streams)
                } else {
                    begin(chunk, streams)
                }
            case .firstByte(let streams):
                let whole = [0x1f] + Array(chunk)
                whole.withUnsafeBytes { begin($0, streams) }
            case .stream(let gunzip, let streams):
                add(chunk, gunzip, streams)
            case .none:
                break
            }
        }

        private mutating func begin(_ chunk: UnsafeRawBufferPointer, _ streams: [DigestStream]) {
            if chunk[1] == 0x8b, let gunzip = try? GunzipStream() {
                add(chunk, gunzip, streams)
            } else {
                self = .none
            }
        }

        private mutating func add(_ chunk: UnsafeRawBufferPointer, _ gunzip: GunzipStream, _ streams: [DigestStream]) {
            var streams = streams
            do {
                try gunzip.update(chunk) { piece in
                    for index in streams.indices { streams[index].update(piece) }
                }
                self = .stream(gunzip, streams)
            } catch {
                self = .none
            }
        }

        func finish() -> [Digest] {
            guard case .stream(let gunzip, let streams) = self, (try? gunzip.finish()) != nil else { return [] }
            return streams.map { $0.finish() }
        }
    }
}
