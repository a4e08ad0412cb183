import Faults
import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds and reads scenario files.
public enum ScenarioFiles {
    static let suffix = ".yaml"

    /// The scenario files that the arguments of a command name.
    ///
    /// - Parameters:
    ///   - paths: files, and folders, which stand for their files that end in `.yaml`, ordered by name; subfolders are
    ///     ignored. What is not there may be the name of a scenario, as in `udp-loss`.
    ///   - places: folders in which names are looked for, the first first.
    /// - Returns: the files in this order, each once.
    /// - Throws: an error about a missing path or a folder without scenarios.
    public static func find(
        paths: [String], in places: [String] = ScenarioPlaces.all
    ) throws(ScenarioError) -> [String] {
        var found: [String] = []
        for word in paths {
            let isHere = FileManager.default.fileExists(atPath: word)
            guard let path = isHere ? word : ScenarioPlaces.path(of: word, in: places) else {
                throw missing(word, places)
            }
            var isDirectory = false
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            found += isDirectory ? try scenarios(in: path) : [path]
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }

    private static func missing(_ word: String, _ places: [String]) -> ScenarioError {
        let expected = "expected a scenario file or a folder of them"
        let names = word.contains("/") ? [] : ScenarioPlaces.names(in: places)
        let hint = names.isEmpty ? "" : Suggestion.sentence(for: name(of: word), among: names, otherwise: "")
        return ScenarioError(file: word, "there is no such file; " + (hint.isEmpty ? expected : hint))
    }

    /// The file's name without folder and extension.
    package static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
        return String(file[..<dot])
    }

    /// The text of a scenario file as it is written.
    public static func text(of path: String) throws(ScenarioError) -> String {
        let bytes = try bytes(of: path)
        do throws(LanguageError) {
            return try YAMLDocument.text(of: bytes)
        } catch {
            throw ScenarioError(file: path, error)
        }
    }

    /// The bytes of a file, at most one more than a scenario can have.
    static func bytes(
        of path: String, expected: String = "a scenario file"
    ) throws(ScenarioError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno, expected) }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        let limit = YAMLDocument.largestSize + 1
        var chunk = [UInt8](repeating: 0, count: limit)
        while bytes.count < limit {
            let count = read(descriptor, &chunk, limit - bytes.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw unreadable(path, errno, expected)
            }
            bytes += chunk.prefix(count)
        }
        return bytes
    }

    private static func unreadable(_ path: String, _ code: CInt, _ expected: String) -> ScenarioError {
        let reason =
            switch code {
            case ENOENT: "there is no such file"
            case EISDIR: "this is a folder"
            case EACCES: "reading it is not permitted"
            default: "it cannot be read (\(strerror(code).map { String(cString: $0) } ?? "error \(code)"))"
            }
        return ScenarioError(file: path, "\(reason); expected \(expected)")
    }

    static func scenarios(in folder: String) throws(ScenarioError) -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw ScenarioError(file: folder, "the folder cannot be read; expected a folder of scenario files")
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        let files = names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted().map { prefix + $0 }
            .filter { path in
                var isDirectory = false
                return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory
            }
        guard !files.isEmpty else {
            throw ScenarioError(file: folder, "the folder holds no scenario; expected files that end in \(suffix)")
        }
        return files
    }
}
