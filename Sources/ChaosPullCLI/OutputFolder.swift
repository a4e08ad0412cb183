import ArgumentParser
import Glibc

/// The folder that `--output` names.
enum OutputFolder {
    /// Refuses a path at which no folder can be made, because a file is there or in the way.
    static func check(_ path: String) throws {
        guard !path.isEmpty else { throw ValidationError("--output is empty; expected a folder") }
        var parts = path.split(separator: "/").map(String.init)
        let start = path.hasPrefix("/") ? "/" : ""
        while !parts.isEmpty {
            let place = start + parts.joined(separator: "/")
            var status = stat()
            if stat(place, &status) == 0 {
                guard status.st_mode & S_IFMT != S_IFDIR else { return }
                throw ValidationError(
                    "--output \(path): \(place) is not a folder; expected a folder, or a path for a new one")
            }
            parts.removeLast()
        }
    }
}
