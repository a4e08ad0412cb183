import FoundationEssentials
import Scenarios

extension Diagnosis {
    /// What `chaospull diagnose --json` prints: one object in one line.
    private struct Printed: Encodable {
        struct Candidate: Encodable {
            let cause: String
            let title: String
            let share: Double
            let seen: String
            let pullers: [String]
            let look: [String]
            let fix: String
            let reproduce: String
        }

        let seen = true
        let line: String
        let certainty: Certainty
        let candidates: [Candidate]
    }

    /// One object in one line; ends in a line break.
    ///
    /// - Parameter catalog: the causes.
    public func json(_ catalog: CauseCatalog) throws -> String {
        let printed = Printed(
            line: line, certainty: certainty,
            candidates: candidates.map { candidate in
                let cause = catalog[candidate.cause]
                return Printed.Candidate(
                    cause: candidate.cause, title: cause?.title ?? "", share: candidate.share, seen: candidate.seen,
                    pullers: candidate.pullers, look: cause?.look ?? [], fix: cause?.fix ?? "",
                    reproduce: "chaospull run \(candidate.scenario) --puller \(candidate.reproducer)")
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(printed), as: UTF8.self) + "\n"
    }
}
