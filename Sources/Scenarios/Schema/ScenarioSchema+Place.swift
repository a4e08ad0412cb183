import FoundationEssentials

extension ScenarioSchema {
    /// The file with the schema, as in `docs`.
    static let fileName = "scenario.schema.json"

    /// The address of the schema's file for editors: of `docs` here, or the one that is installed; nil for neither.
    public static var address: String? {
        (["docs/" + fileName] + ScenarioPlaces.all.dropFirst().map { "\($0)/../\(fileName)" })
            .first { FileManager.default.fileExists(atPath: $0) }
            .map { URL(filePath: $0).standardizedFileURL.absoluteString }
    }
}
