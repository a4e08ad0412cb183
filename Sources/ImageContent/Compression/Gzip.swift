/// Compression by gzip (RFC 1952).
package enum Gzip {
    /// The bytes compressed, in memory; nil if zlib refuses.
    package static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let stream = GzipStream() else { return nil }
        stream.add(bytes)
        return stream.finished()
    }
}
