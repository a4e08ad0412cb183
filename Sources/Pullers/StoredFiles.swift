import Sandboxing

#if canImport(Glibc)
import Glibc
#endif

/// The files of a node, read from outside by their paths in the node.
///
/// No part of a path is followed if it is a link: to the harness an absolute link leads from the host's root, and so out
/// of the node.
struct StoredFiles: Sendable {
    /// The node's root folder, seen from the host; it is the one name that the kernel may resolve as it likes.
    private let root: String

    /// - Parameter root: a folder of the host, as ``Sandbox/root``.
    init(below root: String) { self.root = root }

    init(of sandbox: Sandbox) { self.init(below: sandbox.root) }

    /// Reads a file in pieces while `body` runs.
    func withReader<Value>(
        _ path: String, _ body: (@escaping (Int) throws -> [UInt8]) throws -> Value
    ) throws -> Value {
        try body(try reader(path))
    }

    /// A reader that returns up to as many bytes as asked for, and none at the end; the file is closed with the last
    /// reference.
    func reader(_ path: String) throws -> (Int) throws -> [UInt8] {
        // Without O_NONBLOCK the opening of a FIFO would wait for somebody who writes.
        let file = try NodePath(path).open(below: root, O_RDONLY | O_NONBLOCK)
        guard file.kind == S_IFREG else { throw StoredFileError("\(path) is no regular file") }
        return { count in try file.read(count, of: path) }
    }

    /// The same; nil if there is no regular file at this path.
    func readerIfThere(_ path: String) throws -> ((Int) throws -> [UInt8])? {
        try isThere(path) ? try reader(path) : nil
    }

    /// Whether there is a regular file of this path; a link in its place is none.
    func isThere(_ path: String) throws -> Bool { try kind(of: path) == S_IFREG }

    /// Whether there is a folder of this path; a link in its place is none.
    func isFolder(_ path: String) throws -> Bool { try kind(of: path) == S_IFDIR }

    /// The names of the regular files of a folder in order; none if the folder is not there.
    func names(in folder: String) throws -> [String] {
        guard let descriptor = try NodePath(folder).openIfThere(below: root, O_RDONLY | O_DIRECTORY) else { return [] }
        return try descriptor.entries(of: folder).filter { $0.type == DT_REG }.map {
            String(decoding: $0.name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }.sorted()
    }

    /// Opens a folder to go through it.
    func open(folder path: String) throws -> OpenFile { try NodePath(path).open(below: root, O_RDONLY | O_DIRECTORY) }

    private func kind(of path: String) throws -> mode_t? {
        // Opened as a place, a link in the last place is the link that it is (open(2), "O_PATH").
        try NodePath(path).openIfThere(below: root, NodePath.asPlace)?.kind
    }
}
