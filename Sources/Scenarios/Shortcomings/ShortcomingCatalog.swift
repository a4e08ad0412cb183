import Faults
import FoundationEssentials
import Synchronization

/// The shortcomings and traits of a folder, in files such as `shortcomings/docker.yaml`.
public struct ShortcomingCatalog: Sendable {
    /// In the order of files and entries.
    public let all: [Shortcoming]
    /// Where each stands, for messages.
    private let files: [String: String]
    private let byID: [String: Shortcoming]

    static let folder = CatalogFolder(name: "shortcomings")

    private static let read = Mutex<[String: ShortcomingCatalog]>([:])

    subscript(id: String) -> Shortcoming? { byID[id] }

    /// The file in which an entry stands.
    func file(of id: String) -> String { files[id] ?? Self.folder.name }

    /// The catalog of a scenario: of the folder `shortcomings` beside it, beside its folder, here, or as installed.
    ///
    /// A folder is read once.
    ///
    /// - Returns: nil if there is no such folder.
    static func near(_ scenario: String) throws(ScenarioError) -> ShortcomingCatalog? {
        guard let folder = folder.path(near: scenario) else { return nil }
        return try inFolder(folder)
    }

    /// The catalog of a folder, which is read once.
    public static func inFolder(_ folder: String) throws(ScenarioError) -> ShortcomingCatalog {
        if let catalog = read.withLock({ $0[folder] }) { return catalog }
        let catalog = try ShortcomingCatalog(folder: folder)
        read.withLock { $0[folder] = catalog }
        return catalog
    }

    /// Where the shortcomings of a scenario stand; nil if there is no such folder.
    public static func folder(near scenario: String) -> String? { folder.path(near: scenario) }

    private init(folder: String) throws(ScenarioError) {
        let found = try Self.folder.entries(of: folder, Self.entries)
        self.init(
            found.map(\.entry),
            files: Dictionary(found.map { ($0.entry.id, $0.file) }, uniquingKeysWith: { first, _ in first }))
    }

    init(_ all: [Shortcoming], files: [String: String] = [:]) {
        self.all = all
        self.files = files
        byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private enum Key: String, CaseIterable { case shortcomings, traits }

    /// The entries of a file's text.
    static func entries(_ text: String) throws(LanguageError) -> [Shortcoming] {
        var found: [Shortcoming] = []
        for (key, value) in try YAMLDocument(text, of: .shortcomings).root.entries(Key.self, of: "a file") {
            let kind: Shortcoming.Kind = key == .traits ? .trait : .shortcoming
            guard case .mapping(let entries) = value.content else {
                throw value.error("found \(value.kindName); expected names, as in 'no-stall-timeout: {what: …}'")
            }
            for entry in entries {
                found.append(try Shortcoming(id: entry.key, kind: kind, entry.value))
            }
        }
        return found
    }
}
