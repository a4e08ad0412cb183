import Faults
import FoundationEssentials

/// A folder of files whose entries scenarios name by id, such as `shortcomings` or `causes`.
package struct CatalogFolder: Sendable {
    /// As in `shortcomings`.
    let name: String

    /// The most files of a folder; one for each family of pullers is a dozen.
    static let mostFiles = 64

    /// Where the entries for a scenario stand: beside it, beside its folder, here, or as installed; nil for nowhere.
    func path(near scenario: String) -> String? {
        path(beside: scenario.contains("/") ? Self.parent(scenario) : ".")
            ?? ([name] + ScenarioPlaces.all.dropFirst().map { $0 + "/../" + name }).first(where: Self.isFolder)
    }

    /// The folder in a folder of scenarios, or beside it; nil if there is none.
    func path(beside scenarios: String) -> String? {
        [scenarios + "/" + name, scenarios + "/../" + name].first(where: Self.isFolder)
    }

    /// The folder of a file, as a path.
    static func parent(_ file: String) -> String {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return folder.isEmpty ? (file.hasPrefix("/") ? "/" : ".") : folder
    }

    /// The entries of all files of a folder with the file of each, in the order of files and entries.
    ///
    /// - Parameters:
    ///   - folder: such a folder.
    ///   - entries: reads one file's text.
    /// - Throws: also if an id stands twice.
    func entries<Entry: CatalogEntry>(
        of folder: String, _ entries: (String) throws(LanguageError) -> [Entry]
    ) throws(ScenarioError) -> [(entry: Entry, file: String)] {
        let paths = try ScenarioFiles.scenarios(in: folder)
        guard paths.count <= Self.mostFiles else {
            throw ScenarioError(file: folder, "it holds \(paths.count) files; expected at most \(Self.mostFiles)")
        }
        var files: [String: String] = [:]
        var all: [(Entry, String)] = []
        for path in paths {
            let bytes = try ScenarioFiles.bytes(of: path, expected: "a file of \(name)")
            do throws(LanguageError) {
                for entry in try entries(YAMLDocument.text(of: bytes)) {
                    if let other = files[entry.id] {
                        throw entry.element.error("'\(entry.id)' stands in \(other) too; expected each once")
                    }
                    files[entry.id] = path
                    all.append((entry, path))
                }
            } catch {
                throw ScenarioError(file: path, error)
            }
        }
        return all
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }
}

/// An entry that scenarios name by its id.
protocol CatalogEntry {
    var id: String { get }
    var element: Element { get }
}
