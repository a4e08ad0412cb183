/// A pull changes no file outside of the puller's own places, whatever the image says; in any pull of the run.
struct OutsideCheck: Check {
    /// The listed files and folders that the puller changes or changes something in: exactly these.
    let allowed: Set<String>

    func finding(_ facts: RunFacts) -> Finding {
        let expected =
            allowed.isEmpty ? "no file outside is changed" : "changes of " + allowed.sorted().joined(separator: ", ")
        guard let writes = facts.observations.outsideWrites else {
            return Finding("outside", isMet: allowed.isEmpty, expected: expected, actual: "nobody looked")
        }
        let seen = writes.count == 0 ? "none was changed" : Self.text(writes.listed, of: writes.count)
        guard writes.isJudged || !allowed.isEmpty else {
            let reservation = writes.count == 0 ? "" : "; not judged, as nobody has said which places are its own"
            return Finding("outside", isMet: true, expected: expected, actual: seen + reservation)
        }
        let wrong = writes.listed.filter { write in !allowed.contains { Self.isPath(write.path, in: $0) } }
        let unlisted = writes.count - writes.listed.count
        let absent = allowed.filter { place in !writes.listed.contains { Self.isPath($0.path, in: place) } }
        let isMet = wrong.isEmpty && unlisted == 0 && absent.isEmpty
        return Finding(
            "outside", isMet: isMet, expected: expected,
            actual: wrong.isEmpty ? seen : Self.text(wrong, of: wrong.count + unlisted),
            evidence: isMet ? [] : (wrong.first?.followUp).map(facts.ends(ofFollowUp:)) ?? facts.end
        )
    }

    private static func isPath(_ path: String, in place: String) -> Bool {
        path == place || path.hasPrefix(place.hasSuffix("/") ? place : place + "/")
    }

    private static func text(_ writes: [OutsideWrites.Write], of count: Int) -> String {
        let shown = writes.prefix(Finding.mostEvidence).map(\.sentence).joined(separator: ", ")
        let more = count - min(writes.count, Finding.mostEvidence)
        return more > 0 ? "\(shown), and \(more) more" : shown
    }
}
