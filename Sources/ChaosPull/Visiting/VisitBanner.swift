import Pullers
import Sandboxing

/// The text that a visitor sees first.
enum VisitBanner {
    static func text(_ plan: Plan, _ request: PullRequest) -> String {
        var lines = ["\(plan.scenario.name): \(plan.scenario.title)"]
        lines += plan.scenario.faults.enumerated().map { ordinal, fault in
            "  faults[\(ordinal)] \(fault.name) (\(fault.occasion))"
        }
        let command = plan.puller.command(for: request)
        if plan.pullerName == InstalledPuller.none.name {
            lines.append("The image is \(request.reference). No puller is set up; --puller NAME sets one up.")
        } else if Tool.path(of: command.executable, below: plan.root?.folder ?? "") == nil {
            lines.append(
                "The image is \(request.reference). \(plan.pullerName) is called by the harness and has no command.")
        } else {
            lines.append("Type this to pull with \(plan.pullerName) \(plan.version), or anything else:")
            lines.append("  " + line(command, request))
        }
        lines.append("'exit' or Ctrl-D leaves; everything in here is gone then.")
        return lines.joined(separator: "\n")
    }

    /// The command in shell syntax; the password is in a variable.
    static func line(_ command: Program, _ request: PullRequest) -> String {
        ([command.executable] + command.arguments).map { word in
            if word.isEmpty { return "''" }
            guard let password = request.credentials?.password, !password.isEmpty else { return quoted(word[...]) }
            return word.split(separator: password, omittingEmptySubsequences: false).map(quoted).joined(
                separator: #""$CHAOSPULL_PASSWORD""#)
        }.joined(separator: " ")
    }

    static func quoted(_ word: Substring) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=@,+%".contains($0)) }
        if isPlain { return String(word) }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
