#if canImport(Glibc)
import Glibc
#endif

/// A path in the node, opened part by part so that no part can be a link (path_resolution(7)).
struct NodePath {
    /// open(2)'s O_PATH (include/uapi/asm-generic/fcntl.h), which the Glibc module does not define.
    static let asPlace: CInt = 0o10000000

    private let text: String
    private let parts: [Substring]

    init(_ text: String) throws {
        self.text = text
        parts = text.split(separator: "/").filter { $0 != "." }
        guard let last = parts.last, !parts.contains(".."), !last.utf8.contains(0) else {
            throw StoredFileError("'\(text)' is no path of a file in the node")
        }
    }

    /// Opens what is there, below a folder of the host.
    func open(below root: String, _ flags: CInt) throws -> OpenFile {
        guard let file = try openIfThere(below: root, flags) else { throw StoredFileError("\(text) is not there") }
        return file
    }

    /// The same, or nil where nothing has this path.
    func openIfThere(below root: String, _ flags: CInt) throws -> OpenFile? {
        guard var place = OpenFile(Glibc.open(root, Self.asPlace | O_DIRECTORY | O_CLOEXEC)) else {
            throw StoredFileError("\(root) cannot be opened: \(String(cString: strerror(errno)))")
        }
        for (number, part) in parts.enumerated() {
            let isLast = number == parts.count - 1
            let wanted = isLast ? flags : Self.asPlace | O_DIRECTORY
            guard let next = OpenFile(openat(place.number, String(part), wanted | O_NOFOLLOW | O_CLOEXEC)) else {
                let code = errno
                if code == ENOENT { return nil }
                try refuseLink(String(part), in: place, isLast: isLast)
                // A file stands where a folder should be.
                if code == ENOTDIR { return nil }
                throw StoredFileError("\(text) cannot be opened: \(String(cString: strerror(code)))")
            }
            place = next
        }
        return place
    }

    private func refuseLink(_ part: String, in folder: OpenFile, isLast: Bool) throws {
        var status = stat()
        guard fstatat(folder.number, part, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFLNK
        else { return }
        throw StoredFileError(
            isLast
                ? "\(text) is a symbolic link, which is not followed"
                : "'\(part)' in \(text) is a symbolic link, which is not followed"
        )
    }
}

/// An open file, closed with its last reference.
final class OpenFile: Sendable {
    let number: CInt

    /// Nil for what a call returns that failed.
    init?(_ number: CInt) {
        guard number >= 0 else { return nil }
        self.number = number
    }

    deinit { close(number) }

    /// The type bits of its mode (inode(7)).
    var kind: mode_t? {
        var status = stat()
        return fstat(number, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// What a folder has, but for `.` and `..`: each name with its NUL, and the type that readdir(3) tells.
    func entries(of path: String) throws -> [(name: [CChar], type: Int)] {
        // The stream owns the descriptor that it is given, and closes it.
        guard let stream = fdopendir(fcntl(number, F_DUPFD_CLOEXEC, 0)) else {
            throw StoredFileError("\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { closedir(stream) }
        var entries: [(name: [CChar], type: Int)] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
            }
            if name == Array(".".utf8CString) || name == Array("..".utf8CString) { continue }
            entries.append((name, Int(entry.pointee.d_type)))
        }
        return entries
    }

    func read(_ count: Int, of path: String) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var result = Glibc.read(number, buffer.baseAddress, count)
            while result < 0, errno == EINTR { result = Glibc.read(number, buffer.baseAddress, count) }
            guard result >= 0 else {
                throw StoredFileError("\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            filled = result
        }
    }
}

/// Why a file of the node could not be read; it says nothing about the puller.
struct StoredFileError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
