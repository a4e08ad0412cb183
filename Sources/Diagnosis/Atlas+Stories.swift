import Judging

extension Atlas {
    /// The run that tells each scenario best, as its folder by the scenario's name.
    ///
    /// It is one with an error text, if there is one, that most pullers print alike; of these, the first by name.
    public static func toldRuns(_ results: [RunResult]) -> [String: String] {
        Dictionary(grouping: results.filter(\.isObservation), by: \.scenario).compactMapValues { runs in
            let kinds = Dictionary(grouping: runs) { $0.errorText.map { ErrorWords.of($0) } ?? [] }
            let told = kinds.max { first, second in
                (first.key.isEmpty ? 0 : first.value.count, second.key.joined())
                    < (second.key.isEmpty ? 0 : second.value.count, first.key.joined())
            }
            return told?.value.min { ($0.name, $0.folder) < ($1.name, $1.folder) }?.folder
        }
    }
}
