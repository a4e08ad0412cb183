import Faults
import Reports
import Scenarios

extension Diagnosis {
    /// What `chaospull diagnose` prints: each candidate with what to look at, the way out and how to see it happen;
    /// ends in a line break.
    ///
    /// - Parameter catalog: the causes.
    public func text(_ catalog: CauseCatalog) -> String {
        var lines = ["About: \(line.printable.prefix(Self.shownText))", ""]
        for (ordinal, candidate) in candidates.enumerated() {
            let cause = catalog[candidate.cause]
            let sure = ordinal == 0 ? "\(certainty.rawValue), " : ""
            let percent = Int((candidate.share * 100).rounded())
            lines.append("\(ordinal + 1). \(cause?.title ?? candidate.cause) (\(candidate.cause); \(sure)\(percent) %)")
            // The first is told whole; of the others, enough to recognise them.
            if let cause, ordinal == 0 {
                lines += Self.wrapped(cause.happens, indent: "   ")
                lines.append("   Look at:")
                lines += cause.look.flatMap { Self.wrapped("- " + $0, indent: "     ") }
                lines += Self.wrapped("Way out: " + cause.fix, indent: "   ")
            }
            let pullers = candidate.pullers.prefix(3).joined(separator: ", ")
            let more = candidate.pullers.count > 3 ? " and \(candidate.pullers.count - 3) more" : ""
            lines += Self.wrapped("Seen: \(pullers)\(more): \(candidate.seen.printable)", indent: "   ")
            lines.append("   Reproduce: chaospull run \(candidate.scenario) --puller \(candidate.reproducer)")
            lines.append("")
        }
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    /// What it prints if nothing like the text was seen.
    public static let notSeen = """
        I have not seen this: no puller printed anything like it in any scenario.
        Give the line with the error, whole, or a log that contains it.

        """

    /// How many characters of a text are shown of a long one.
    private static let shownText = 400
    /// The width at which lines are wrapped.
    private static let width = 100

    private static func wrapped(_ text: String, indent: String) -> [String] {
        WrappedText.lines(String(text.prefix(shownText * 2)), width: width - indent.count).map { indent + $0 }
    }
}

extension Diagnosis.Candidate {
    /// The puller by which it is reproduced: its name without the version.
    public var reproducer: String { pullers.first.map { String($0.prefix { $0 != " " }) } ?? "docker" }
}
