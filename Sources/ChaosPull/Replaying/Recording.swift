import Faults
import FoundationEssentials
import Judging
import Scenarios

/// The decisions of a recorded run, read from its folder; they may have been edited and are not trusted.
struct Recording: Sendable {
    let decisions: [DecisionRecord]

    /// - Throws: `ChaosPullError` with file, line and column of the first problem.
    init(folder: String, scenario: Scenario) throws(ChaosPullError) {
        let file = "\(folder)/\(DecisionLine.file)"
        guard FileManager.default.fileExists(atPath: file) else {
            throw ChaosPullError("\(folder) has no \(DecisionLine.file); expected a run of 'chaospull run --record'")
        }
        try self.init(try SavedFile.bytes(file), file: file, faults: scenario.faults.map(\.summary))
    }

    init(_ bytes: some Collection<UInt8>, file: String, faults: [String]) throws(ChaosPullError) {
        do {
            decisions = try Self.decisions(bytes, faults: faults)
        } catch {
            throw ChaosPullError("\(file):\(error.position): \(error)")
        }
    }

    private struct Place: Hashable {
        let fault: Int
        let flow: String
        let direction: Direction
        let ordinal: Int
    }

    private static func decisions(
        _ bytes: some Collection<UInt8>, faults: [String]
    ) throws(LanguageError) -> [DecisionRecord] {
        var decisions: [DecisionRecord] = []
        var lines: [Place: Int] = [:]
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            // Empty lines are skipped: the last line ends in a line break, and editors leave some.
            guard number == 1 || !line.isEmpty else { continue }
            let element = try JSONLine.element(line, line: number)
            guard number > 1 else {
                try DecisionLine.checkHeader(element, faults: faults)
                continue
            }
            let decision = try DecisionLine.decision(element, faults: faults.count)
            let place = Place(
                fault: decision.fault, flow: decision.flow, direction: decision.direction, ordinal: decision.ordinal
            )
            if let earlier = lines.updateValue(number, forKey: place) {
                throw element.error("this occurrence was decided on line \(earlier) already; expected it once")
            }
            decisions.append(decision)
        }
        return decisions
    }
}
