import Faults
import ImageContent

/// What the checks ask of a run, read from observations and timeline.
struct RunFacts {
    let observations: Observations
    let pull: Observations.Pull
    /// All of the run.
    let timeline: [Event]
    /// From the start to the end of the pull that is judged.
    let judged: [Event]

    init(observations: Observations, pull: Observations.Pull, timeline: [Event]) {
        self.observations = observations
        self.pull = pull
        self.timeline = timeline
        let start = timeline.firstIndex { $0.isPhase(.pullStarted) } ?? timeline.endIndex
        let end = timeline[start...].firstIndex { $0.isPhase(.pullEnded) } ?? timeline.endIndex
        judged = Array(timeline[start..<end])
    }

    /// What the command and its daemon printed during the pull.
    var outputLines: [OutputLine] {
        judged.compactMap { if case .output(let output) = $0.body { output } else { nil } }
    }

    var output: String { outputLines.map(\.line).joined(separator: "\n") }

    /// The command itself, not its daemon, printed more than white space.
    var hasCommandSpoken: Bool {
        let command = judged.lazy.compactMap { event in
            if case .process(let process) = event.body, process.change == .started { process.program } else { nil }
        }.first
        return outputLines.contains { (command == nil || $0.program == command) && !$0.line.allSatisfy(\.isWhitespace) }
    }

    /// The harness killed the process that pulls; its end then says nothing about the puller.
    var wasActedOn: Bool {
        judged.contains { if case .act = $0.body { true } else { false } }
    }

    var outcome: Outcome {
        if pull.isTimedOut { return .hung }
        if let panic = panicLine, !panic.isEmpty { return .crashed }
        if !wasActedOn, pull.signal != nil || !pull.isDaemonRunning { return .crashed }
        guard pull.isSuccess else { return .failed }
        if !pull.stored.present { return .missing }
        return pull.stored.problems.isEmpty ? .pulled : .corrupt
    }

    /// The line by which a Go program says that it crashed.
    var panicLine: String? {
        outputLines.map(\.line).first { $0.hasPrefix("panic: ") || $0.hasPrefix("fatal error: ") }
    }

    func requests(of word: String) -> [Event] {
        judged.filter { if case .request(let request) = $0.body { request.resource.isMeant(by: word) } else { false } }
    }

    func dnsQueries(for name: String) -> [Event] {
        judged.filter { if case .dns(let exchange) = $0.body { exchange.name == name } else { false } }
    }

    /// Requests for a part of a blob.
    var resumes: [Event] {
        judged.filter { if case .request(let request) = $0.body { request.range != nil } else { false } }
    }
}

extension Event {
    func isPhase(_ name: Phase.Name) -> Bool {
        if case .phase(let phase) = body { phase.phase == name } else { false }
    }
}
