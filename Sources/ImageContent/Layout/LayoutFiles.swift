#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of a layout, in a folder or in an archive, by their names in it.
enum LayoutFiles: Sendable {
    /// The folder, without symbolic links in its path.
    case folder(String)
    case archive(LayoutArchive)

    /// Finds the folder or reads the names in the archive.
    init(_ path: String) throws(ImageContentError) {
        guard let real = Self.resolved(path) else {
            throw ImageContentError(
                "'\(path)' is not there or cannot be read; expected the folder of an OCI layout, or an archive of "
                    + "'docker save' or of a layout")
        }
        var status = stat()
        if stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            self = .folder(real)
        } else if let file = KnownFile(real) {
            self = .archive(try LayoutArchive(file))
        } else {
            throw ImageContentError("'\(path)' is neither a folder nor a regular file; expected one of them")
        }
    }

    /// The file of a name such as `blobs/sha256/…`; nil if there is none.
    func region(_ name: String) throws(ImageContentError) -> FileRegion? {
        switch self {
        case .archive(let archive): return archive.region(name)
        case .folder(let root):
            guard let real = Self.resolved(root + "/" + name) else {
                if errno == ENOENT || errno == ENOTDIR { return nil }
                throw ImageContentError("'\(place(name))' cannot be read (error \(errno)); make it readable")
            }
            guard real.hasPrefix(root == "/" ? root : root + "/") else {
                throw ImageContentError(
                    "'\(place(name))' is a link that leads out of the layout, to '\(real)'; put the file itself there")
            }
            guard let file = KnownFile(real) else {
                throw ImageContentError("'\(place(name))' is no regular file; put the content itself there")
            }
            return FileRegion(file)
        }
    }

    /// A name for messages, with what it is in.
    func place(_ name: String) -> String {
        switch self {
        case .folder(let root): root + "/" + name
        case .archive(let archive): "\(archive.file.path): \(name)"
        }
    }

    /// The path without symbolic links; nil if it leads nowhere.
    private static func resolved(_ path: String) -> String? {
        guard !path.utf8.contains(0), let end = realpath(path, nil) else { return nil }
        defer { free(end) }
        return String(cString: end)
    }
}
