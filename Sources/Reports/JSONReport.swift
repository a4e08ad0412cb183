import FoundationEssentials

/// Results for other programs, in the format of `docs/results.schema.json`.
public enum JSONReport {
    /// Keys are sorted, so equal results give equal text.
    public static func text(_ file: ResultFile) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(file), as: UTF8.self) + "\n"
    }
}
