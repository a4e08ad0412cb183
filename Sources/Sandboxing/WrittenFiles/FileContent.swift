import CExtendedAttributes

#if canImport(Glibc)
import Glibc
#endif

/// What has to be read of a file or folder: fingerprints, which are the same for the same content in this process.
struct FileContent {
    private(set) var attributes = 0
    /// A folder that hides what the lower layer has there (overlayfs, "whiteouts and opaque directories").
    private(set) var isOpaque = false
    /// Of the bytes up to `largest`.
    private(set) var bytes: Int?

    /// Larger files are compared by size and times alone.
    static let largest = 1 << 20

    /// Nil if it cannot be opened; a link is not followed.
    init?(of name: String, in folder: Int32, isFolder: Bool) {
        let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        for (name, value) in Self.attributes(of: descriptor) {
            if name == "trusted.overlay.opaque" { isOpaque = value == Array("y".utf8) }
            if name.hasPrefix("trusted.overlay.") { continue }
            var hasher = Hasher()
            hasher.combine(name)
            hasher.combine(value)
            // They are told in any order.
            attributes ^= hasher.finalize()
        }
        if !isFolder { bytes = Self.bytes(of: descriptor) }
    }

    private static func attributes(of descriptor: Int32) -> [(String, [UInt8])] {
        // No list and no value is longer (xattr(7), limits.h: XATTR_LIST_MAX, XATTR_SIZE_MAX).
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let length = buffer.withUnsafeMutableBytes { flistxattr(descriptor, $0.baseAddress, $0.count) }
        return buffer.prefix(max(0, length)).split(separator: 0).map { name in
            let name = String(decoding: name, as: UTF8.self)
            let count = buffer.withUnsafeMutableBytes { fgetxattr(descriptor, name, $0.baseAddress, $0.count) }
            return (name, Array(buffer.prefix(max(0, count))))
        }
    }

    private static func bytes(of descriptor: Int32) -> Int? {
        var hasher = Hasher()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var left = largest
        while left > 0 {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, min(left, $0.count)) }
            if count < 0 { return nil }
            if count == 0 { break }
            buffer.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            left -= count
        }
        return hasher.finalize()
    }
}
