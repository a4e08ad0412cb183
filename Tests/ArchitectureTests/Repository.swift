import FoundationEssentials

/// The files of this repository, by path from its root.
enum Repository {
    /// Found from the path of this file.
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    /// The files below a folder whose names end so, in order; none if there is no such folder.
    static func files(in folder: String, ending suffix: String) throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: "\(root)/\(folder)", isDirectory: &isFolder), isFolder else {
            return []
        }
        return try names(in: folder).flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
            if isFolder { return try files(in: path, ending: suffix) }
            return name.hasSuffix(suffix) ? [path] : []
        }
    }

    /// The names in a folder, in order.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)").sorted()
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(path)") }

    static func text(_ path: String) throws -> String { try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8) }
}
