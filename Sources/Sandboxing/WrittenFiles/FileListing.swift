#if canImport(Glibc)
import Glibc
#endif

/// All files below a folder, by their paths in the node.
///
/// The node may change them meanwhile: no link is followed, so nobody leads the walk out of the folder.
struct FileListing {
    private(set) var files: [String: FileStamp] = [:]
    /// Whether there was more than is listed.
    private(set) var isCut = false
    private let known: [String: FileStamp]

    /// The node decides how many files there are.
    static let mostFiles = 20_000
    /// Every level holds a descriptor.
    static let mostLevels = 64

    /// - Parameter known: the stamps of an earlier listing.
    init(known: [String: FileStamp] = [:]) { self.known = known }

    /// Adds what is below a folder of the host, which the node sees at `path`.
    mutating func add(_ folder: String, at path: String) throws(SandboxError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SandboxError(.refused, "\(folder) cannot be read: \(String(cString: strerror(errno)))")
        }
        add(descriptor, at: path == "/" ? "" : path, level: 1)
    }

    /// Closes the descriptor.
    private mutating func add(_ folder: Int32, at path: String, level: Int) {
        guard let stream = fdopendir(folder) else {
            close(folder)
            isCut = true
            return
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            guard files.count < Self.mostFiles else {
                isCut = true
                return
            }
            let place = "\(path)/\(name)"
            guard let stamp = FileStamp(of: name, in: folder, known: known[place]) else { continue }
            files[place] = stamp
            guard stamp.type == S_IFDIR else { continue }
            let next =
                level < Self.mostLevels ? openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1
            if next >= 0 { add(next, at: place, level: level + 1) } else { isCut = true }
        }
    }
}
