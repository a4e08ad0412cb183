import FoundationEssentials

/// Results for other programs, as `docs/results.schema.json` describes them.
public enum JSONReport {
    /// Keys are sorted, so that equal results are equal text.
    public static func text(_ file: ResultFile) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(file), as: UTF8.self) + "\n"
    }
}
