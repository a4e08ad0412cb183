import Foundation

/// Finds a scenario file whatever the current folder of the tests is.
enum ScenarioPath {
    /// An absolute path is taken as it is, and so is one that is nowhere, for the error to name it.
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
