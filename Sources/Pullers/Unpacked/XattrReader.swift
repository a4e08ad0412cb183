import CExtendedAttributes

#if canImport(Glibc)
import Glibc
#endif

/// Reads the extended attributes of what is in a folder, without following it if it is a link.
struct XattrReader {
    /// XATTR_LIST_MAX and XATTR_SIZE_MAX (include/uapi/linux/limits.h).
    private static let mostBytes = 65_536

    private var names = [CChar](repeating: 0, count: mostBytes)
    private var value = [UInt8](repeating: 0, count: mostBytes)

    /// - Parameter name: ends with a NUL.
    mutating func xattrs(of name: [CChar], in folder: OpenFile, path: String) throws -> [String: [UInt8]] {
        // No call takes a folder and a name before Linux 6.13. The link of proc(5) leads to the folder itself, and
        // with `l` in front the last part is not followed.
        let place = "/proc/self/fd/\(folder.number)/".utf8CString.dropLast() + name
        let length = llistxattr(place, &names, names.count)
        if length == 0 || (length < 0 && errno == ENOTSUP) { return [:] }
        guard length > 0 else { throw Self.failure(path) }
        var xattrs: [String: [UInt8]] = [:]
        for key in names[..<length].split(separator: 0) {
            let size = lgetxattr(place, Array(key) + [0], &value, value.count)
            // It may have gone in the meantime.
            if size < 0, errno == ENODATA { continue }
            guard size >= 0 else { throw Self.failure(path) }
            xattrs[String(decoding: key.map(UInt8.init(bitPattern:)), as: UTF8.self)] = Array(value[..<size])
        }
        return xattrs
    }

    private static func failure(_ path: String) -> StoredFileError {
        StoredFileError("the extended attributes of \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
}
