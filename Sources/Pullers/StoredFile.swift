import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

/// Files in a puller's store, read from outside; a link in a store is never followed, it may lead anywhere.
enum StoredFile {
    /// Reads a file in pieces while `body` runs.
    static func withReader<Value>(
        _ path: String, _ body: (@escaping (Int) throws -> [UInt8]) throws -> Value
    ) throws -> Value {
        let reader = try reader(path)
        return try body(reader)
    }

    /// A reader that gives up to so many bytes and none at the end; the file is closed with the last reference.
    static func reader(_ path: String) throws -> (Int) throws -> [UInt8] {
        let file = try OpenFile(path)
        return { count in try file.read(count) }
    }

    /// The same, or nil if there is no regular file of this path.
    static func readerIfThere(_ path: String) throws -> ((Int) throws -> [UInt8])? {
        isThere(path) ? try reader(path) : nil
    }

    /// Whether there is a regular file of this path.
    static func isThere(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// Whether there is a folder of this path.
    static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// The names of the regular files of a folder; none if the folder is not there.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            guard entry.pointee.d_type == DT_REG else { continue }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names.sorted()
    }

    private final class OpenFile {
        private let descriptor: FileDescriptor

        init(_ path: String) throws {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .noFollow])
        }

        deinit { try? descriptor.close() }

        func read(_ count: Int) throws -> [UInt8] {
            try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                filled = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }
}
