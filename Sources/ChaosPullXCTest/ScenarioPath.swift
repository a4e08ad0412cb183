import Foundation

/// Finds a scenario file whatever the current folder of the tests is.
enum ScenarioPath {
    /// Returns an absolute path unchanged, and also one that does not exist, so that the error names it.
    static func found(
        _ path: String, from testFile: String,
        isThere: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
    ) -> String {
        guard !path.hasPrefix("/") else { return path }
        var folders = testFile.split(separator: "/").dropLast()
        while !folders.isEmpty {
            let candidate = "/" + folders.joined(separator: "/") + "/" + path
            if isThere(candidate) { return candidate }
            folders.removeLast()
        }
        return path
    }
}
