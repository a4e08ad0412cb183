import FoundationEssentials
import Sandboxing

/// A build of the user's own: the programs of a folder, which stand before those of the node.
///
/// The folder is an unpacked release (`bin`), an unpacked package (`usr`), or holds the programs themselves.
package struct PullerBuild: Sendable, Equatable {
    /// The word behind the `+`, as in `with`.
    package let name: String
    /// The absolute path of the folder.
    package let folder: String
    /// Its programs and libraries, with the places where the node sees them.
    package let files: [PlacedFile]

    /// The most files of a build; a package of docker has some twenty.
    static let mostFiles = 1000

    /// Folders of an unpacked package that are taken over as they are.
    private static let packageFolders = [
        "usr/bin", "usr/sbin", "bin", "sbin", "usr/libexec", "usr/lib", "lib", "lib64",
    ]
    /// Folders of an unpacked release, and where their files belong.
    private static let releaseFolders = [
        "bin": "", "sbin": "", "usr/local/bin": "", "libexec": "/usr/libexec", "lib": "/usr/lib",
    ]

    /// Finds the programs.
    ///
    /// - Parameters:
    ///   - name: the word behind the `+`.
    ///   - path: the folder, which need not be absolute.
    ///   - base: the root file system in which the node runs; empty for this machine's own.
    /// - Throws: `BuildError` if there is none.
    package init(name: String, folder path: String, base: String) throws(BuildError) {
        let folder = URL(filePath: path).standardizedFileURL.path()
        var root = folder
        while root.count > 1, root.last == "/" { root.removeLast() }
        guard Self.isFolder(root) else {
            throw BuildError("--with: '\(path)' is no folder; expected one with programs, a 'bin' or a 'usr'")
        }
        let isPackage = Self.isFolder(root + "/usr/bin") || Self.isFolder(root + "/usr/sbin")
        var files: [PlacedFile] = []
        if isPackage {
            for part in Self.packageFolders {
                files += try Self.files(below: root, part) { "/" + part + $0 }
            }
        } else {
            for (part, target) in Self.releaseFolders.sorted(by: { $0.key < $1.key }) {
                files += try Self.files(below: root, part) { target.isEmpty ? nil : target + $0 }
            }
            if files.isEmpty { files = try Self.files(below: root, "", depth: 1) { _ in nil } }
        }
        files = files.map { file in
            // The node finds a program in the first folder of its search path that has it, so it is placed there.
            let name = file.target.split(separator: "/").last.map(String.init) ?? ""
            let isProgram = ["", "/usr/bin", "/usr/sbin", "/bin", "/sbin"].contains(file.targetFolder)
            guard isProgram else { return file }
            return PlacedFile(source: file.source, target: Tool.path(of: name, below: base) ?? "/usr/bin/" + name)
        }
        guard !files.isEmpty else {
            throw BuildError("--with: '\(path)' holds no program; expected programs, a 'bin' or a 'usr'")
        }
        self.name = name
        self.folder = root
        self.files = files
    }

    /// Whether it brings a program.
    func holds(_ program: String) -> Bool { file(program) != nil }

    private func file(_ program: String) -> PlacedFile? { files.first { $0.target.hasSuffix("/" + program) } }

    /// Why a program does not start, and what it wanted.
    ///
    /// - Parameters:
    ///   - program: its name.
    ///   - text: what was printed.
    ///   - base: the root file system in which it was started; empty for this machine's own.
    func reason(_ program: String, printed text: String, base: String) -> String {
        let start = "'\(program)' of \(folder) does not start: "
        if let file = file(program), let wanted = ProgramInterpreter.of(file.source),
            !FileManager.default.fileExists(atPath: base + wanted)
        {
            return start + "it wants \(wanted), which the node does not have: it was built for another C library"
        }
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        // The dynamic linker's words (glibc, elf/dl-load.c and elf/dl-version.c).
        let linker = lines.filter {
            $0.contains("error while loading shared libraries") || $0.contains("' not found (")
        }
        if let first = linker.first {
            return start + first + "; choose a root whose libraries it was built for, as in --puller docker@trixie"
        }
        return start + (lines.last ?? "it printed nothing")
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }

    /// The programs and libraries below a folder.
    ///
    /// - Parameter target: the place of a file by its path below the folder; nil for a program to be found by name.
    private static func files(
        below root: String, _ part: String, depth: Int = 6, _ target: (String) -> String?
    ) throws(BuildError) -> [PlacedFile] {
        let folder = part.isEmpty ? root : root + "/" + part
        guard isFolder(folder) else { return [] }
        var found: [PlacedFile] = []
        var open = [(path: "", depth: depth)]
        while let next = open.popLast() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + next.path)) ?? []
            for name in names.sorted() {
                let path = next.path + "/" + name
                if isFolder(folder + path) {
                    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + path)) != nil
                    if next.depth > 1, !isLink { open.append((path, next.depth - 1)) }
                    continue
                }
                let isLibrary = name.contains(".so")
                guard FileManager.default.isReadableFile(atPath: folder + path),
                    isLibrary || FileManager.default.isExecutableFile(atPath: folder + path)
                else { continue }
                found.append(PlacedFile(source: folder + path, target: target(path) ?? "/" + name))
                guard found.count <= mostFiles else {
                    throw BuildError("--with: \(folder) holds more than \(mostFiles) programs; expected one build")
                }
            }
        }
        return found
    }
}

/// Why a build cannot be used.
package struct BuildError: Error, CustomStringConvertible {
    package let message: String
    package init(_ message: String) { self.message = message }
    package var description: String { message }
}
