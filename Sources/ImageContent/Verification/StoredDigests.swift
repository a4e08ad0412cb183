/// The digests of a stored file: as it is and, if it is gzip, unpacked.
struct StoredDigests {
    let size: Int
    let digest: Digest
    /// Nil if it was not asked for, the file is not gzip, or it does not unpack.
    let unpackedDigest: Digest?

    /// Hashes content that `forEachChunk` passes on in pieces; unpacked too if `unpacking`.
    init(unpacking: Bool, _ forEachChunk: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        var size = 0
        var stream = DigestStream()
        var unpacked = unpacking ? Unpacked.undecided : .none
        try forEachChunk { chunk in
            size += chunk.count
            stream.update(chunk)
            unpacked.update(chunk)
        }
        self.size = size
        digest = stream.finish()
        unpackedDigest = unpacked.finish()
    }

    /// Hashes what `read` returns until it returns nothing.
    init(read: (Int) throws -> [UInt8]) throws {
        try self.init(unpacking: false) { body in
            while true {
                let bytes = try read(262_144)
                if bytes.isEmpty { break }
                try bytes.withUnsafeBytes { try body($0) }
            }
        }
    }

    private enum Unpacked {
        case undecided
        case firstByte
        case stream(GunzipStream, DigestStream)
        case none

        mutating func update(_ chunk: UnsafeRawBufferPointer) {
            guard let first = chunk.first else { return }
            switch self {
            case .undecided:
                // The first two bytes of gzip (RFC 1952 2.3.1), which may come in separate pieces.
                if first != 0x1f {
                    self = .none
                } else if chunk.count == 1 {
                    self = .firstByte
                } else {
                    begin(chunk)
                }
            case .firstByte:
                let whole = [0x1f] + Array(chunk)
                whole.withUnsafeBytes { begin($0) }
            case .stream(let gunzip, let digest):
                add(chunk, gunzip, digest)
            case .none:
                break
            }
        }

        private mutating func begin(_ chunk: UnsafeRawBufferPointer) {
            if chunk[1] == 0x8b, let gunzip = try? GunzipStream() {
                add(chunk, gunzip, DigestStream())
            } else {
                self = .none
            }
        }

        private mutating func add(_ chunk: UnsafeRawBufferPointer, _ gunzip: GunzipStream, _ digest: DigestStream) {
            var digest = digest
            do {
                try gunzip.update(chunk) { digest.update($0) }
                self = .stream(gunzip, digest)
            } catch {
                self = .none
            }
        }

        func finish() -> Digest? {
            guard case .stream(let gunzip, let digest) = self, (try? gunzip.finish()) != nil else { return nil }
            return digest.finish()
        }
    }
}
