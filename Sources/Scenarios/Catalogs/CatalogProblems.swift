import Faults

/// Finds entries of catalogs that no scenario names, and causes that no catalog knows.
public enum CatalogProblems {
    /// The errors about folders of shortcomings and causes whose scenarios are all among the files.
    ///
    /// A folder is judged only with all scenarios that have it beside them, since others may name the rest: of a file
    /// in the folder that contains `scenarios` and `causes` nothing follows.
    public static func all(checking files: [String]) -> [ScenarioError] {
        var folders: [String] = []
        for folder in files.map(CatalogFolder.parent) where !folders.contains(folder) { folders.append(folder) }
        return folders.flatMap { folder -> [ScenarioError] in
            let whole = ["", "/scenarios"].flatMap { (try? ScenarioFiles.scenarios(in: folder + $0)) ?? [] }
            guard Set(whole).isSubset(of: files) else { return [] }
            return shortcomings(of: folder, whole) + causes(of: folder, whole)
        }
    }

    private static func shortcomings(of folder: String, _ files: [String]) -> [ScenarioError] {
        guard let place = ShortcomingCatalog.folder.path(beside: folder),
            let catalog = try? ShortcomingCatalog.inFolder(place)
        else { return [] }
        let used = Set(files.flatMap { root(of: $0).map(ShortcomingReferences.ids) ?? [] })
        return catalog.all.filter { !used.contains($0.id) }.map {
            ScenarioError(file: catalog.file(of: $0.id), unused($0, in: folder))
        }
    }

    private static func causes(of folder: String, _ files: [String]) -> [ScenarioError] {
        guard let place = CauseCatalog.folder.path(beside: folder) else { return [] }
        let catalog: CauseCatalog
        do {
            catalog = try CauseCatalog(folder: place)
        } catch {
            return [error]
        }
        var used: Set<String> = []
        var problems: [ScenarioError] = []
        for file in files {
            guard let list = root(of: file)?[Scenario.Key.causes.rawValue], case .sequence(let causes) = list.content
            else { continue }
            for cause in causes {
                guard let id = cause.written else { continue }
                used.insert(id)
                if catalog[id] == nil {
                    problems.append(
                        ScenarioError(
                            file: file,
                            cause.error("unknown cause '\(id.clipped)'; expected one of those in \(place)")))
                }
            }
        }
        return problems
            + catalog.all.filter { !used.contains($0.id) }.map {
                ScenarioError(file: catalog.file(of: $0.id), unused($0, in: folder))
            }
    }

    private static func unused(_ entry: some CatalogEntry, in folder: String) -> LanguageError {
        entry.element.error("no scenario of \(folder) names '\(entry.id)'; expected one that does")
    }

    /// A file's content; nil for one that cannot be read, about which there is an error already.
    private static func root(of file: String) -> Element? {
        guard let bytes = try? ScenarioFiles.bytes(of: file), let text = try? YAMLDocument.text(of: bytes) else {
            return nil
        }
        return try? YAMLDocument(text).root
    }
}
