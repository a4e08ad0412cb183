import Faults

/// The causes of a folder, in files such as `causes/dns.yaml`.
public struct CauseCatalog: Sendable {
    /// In the order of files and entries.
    public let all: [Cause]
    private let files: [String: String]

    static let folder = CatalogFolder(name: "causes")

    /// The cause with an id; nil for none.
    public subscript(id: String) -> Cause? { all.first { $0.id == id } }

    /// The file in which an entry stands.
    func file(of id: String) -> String { files[id] ?? Self.folder.name }

    /// Where the causes of a scenario stand: beside it, beside its folder, here, or as installed; nil for nowhere.
    public static func folder(near scenario: String) -> String? { folder.path(near: scenario) }

    /// Reads the files of a folder.
    public init(folder: String) throws(ScenarioError) {
        let found = try Self.folder.entries(of: folder, Self.entries)
        all = found.map(\.entry)
        files = Dictionary(found.map { ($0.entry.id, $0.file) }, uniquingKeysWith: { first, _ in first })
    }

    private enum Key: String, CaseIterable { case causes }

    /// The entries of a file's text.
    static func entries(_ text: String) throws(LanguageError) -> [Cause] {
        var found: [Cause] = []
        for (_, value) in try YAMLDocument(text, of: .causes).root.entries(Key.self, of: "a file") {
            guard case .mapping(let entries) = value.content else {
                throw value.error("found \(value.kindName); expected names, as in 'dns-no-answer: {title: …}'")
            }
            for entry in entries { found.append(try Cause(id: entry.key, entry.value)) }
        }
        return found
    }
}
