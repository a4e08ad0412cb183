import ChaosPull

/// The failure message of an assertion; nil if it holds.
enum Shortfall {
    static func pulled(_ run: PullRun, within limit: Duration?) -> String? {
        if let emptiness = run.emptiness { return emptiness }
        guard run.outcome == .pulled else { return "expected a pull that succeeds, \(saw(run))" }
        if let limit, run.duration > limit {
            return "expected a pull within \(limit), saw one that took \(run.duration)"
        }
        return nil
    }

    static func failed(_ run: PullRun, isSaid: Bool, _ pattern: String) -> String? {
        if let emptiness = run.emptiness { return emptiness }
        guard run.outcome == .failed else { return "expected a pull that fails, \(saw(run))" }
        guard !isSaid else { return nil }
        let said = run.outputLines.last.map { "last '\($0.line)'" } ?? "nothing"
        return "expected a failure that says \(pattern), but it said \(said)"
    }

    static func neverStoredCorrupt(_ run: PullRun) -> String? {
        if let emptiness = run.emptiness { return emptiness }
        let pulls = [run.observations.pull].compactMap(\.self) + run.observations.followUps
        for (number, pull) in pulls.enumerated() where pull.exitCode == 0 && !pull.isTimedOut {
            let name = number == 0 ? "the pull" : "follow-up pull \(number)"
            guard pull.stored.present else { return "\(name) reported success, and no image is stored" }
            if !pull.stored.problems.isEmpty {
                return "\(name) reported success, and the store is wrong: "
                    + pull.stored.problems.joined(separator: "; ")
            }
        }
        return nil
    }

    static func recovered(_ run: PullRun, within pulls: Int) -> String? {
        if let emptiness = run.emptiness { return emptiness }
        if run.outcome == .pulled { return nil }
        let followUps = run.observations.followUps
        let worked = followUps.firstIndex { pull in
            pull.exitCode == 0 && !pull.isTimedOut && pull.stored.present && pull.stored.problems.isEmpty
        }
        guard let worked else {
            return "expected a pull that works once the faults are lifted, but \(followUps.count) did not"
        }
        guard worked < pulls else {
            return "expected recovery within \(pulls) follow-up pulls, saw the first that works at \(worked + 1)"
        }
        return nil
    }

    static func asExpected(_ run: PullRun, isStrict: Bool) -> String? {
        guard run.result.status == .passed || run.result.status == .known else {
            return "expected passed or known, saw \(run.result.status.rawValue): \(run.result.why)"
        }
        return isStrict && run.result.isFixed
            ? "a shortcoming that the scenario lists is gone: take it off the list" : nil
    }

    private static func saw(_ run: PullRun) -> String {
        "saw one that \(run.outcome.map(words) ?? "has no outcome")"
    }

    private static func words(_ outcome: Outcome) -> String {
        switch outcome {
        case .pulled: "succeeded"
        case .stale: "succeeded with an older image"
        case .failed: "failed"
        case .hung: "hung until it was killed"
        case .crashed: "crashed"
        case .corrupt: "reported success with wrong bytes in the store"
        case .missing: "reported success with no image in the store"
        }
    }
}
