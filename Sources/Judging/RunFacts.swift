import Faults
import ImageContent

/// The facts for checks, from observations and timeline.
struct RunFacts {
    let observations: Observations
    let pull: Observations.Pull
    /// All events of the run.
    let timeline: [Event]
    /// The events from the start to the end of the judged pull.
    let judged: [Event]
    /// The same, and before it the start of a daemon that was stopped for a fault.
    private let heard: [Event]
    /// What the command and its daemon printed during the pull.
    let outputEvents: [Event]
    /// The name of the judged program: the first that starts with the pull.
    let command: String?

    init(observations: Observations, pull: Observations.Pull, timeline: [Event]) {
        self.observations = observations
        self.pull = pull
        self.timeline = timeline
        let start = timeline.firstIndex { $0.isPhase(.pullStarted) } ?? timeline.endIndex
        let end = timeline[start...].firstIndex { $0.isPhase(.pullEnded) } ?? timeline.endIndex
        judged = Array(timeline[start..<end])
        heard = timeline.firstIndex { $0.isPhase(.restarting) }.map { Array(timeline[min($0, start)..<end]) } ?? judged
        // Checks ask for these for each line, and there may be many thousands.
        outputEvents = heard.filter { $0.outputLine != nil }
        command =
            judged.lazy.compactMap { event in
                if case .process(let process) = event.body, process.change == .started { process.program } else { nil }
            }.first
    }

    var outputLines: [OutputLine] {
        outputEvents.compactMap { if case .output(let output) = $0.body { output } else { nil } }
    }

    /// The lines that show how the pull ended: of the puller's programs, and of the harness.
    var end: [String] {
        let programs = judged.filter { event in
            guard case .process(let process) = event.body else { return false }
            return process.change == .ended || process.change == .killed
        }
        let last = timeline.first { $0.isPhase(.pullEnded) }
        return (programs.suffix(2) + (last.map { [$0] } ?? [])).map(\.line)
    }

    /// The lines that show how a follow-up pull ended; the first is number 1.
    func ends(ofFollowUp number: Int) -> [String] {
        let after = timeline.drop { !$0.isPhase(.followUpStarted, pull: number) }
        let last = after.firstIndex { $0.isPhase(.followUpEnded, pull: number) } ?? after.indices.last
        guard let last else { return [] }
        return (after[..<last].filter(\.isEndOfProgram).suffix(2) + [after[last]]).map(\.line)
    }

    var output: String { outputLines.map(\.line).joined(separator: "\n") }

    /// The line that contains a byte of `output`.
    func outputEvent(at place: Int) -> Event? {
        var end = 0
        return outputEvents.first { event in
            end += (event.outputLine?.utf8.count ?? 0) + 1
            return place < end
        }
    }

    /// Whether the command itself, not its daemon, printed more than white space.
    var hasCommandSpoken: Bool {
        outputLines.contains { output in
            (command == nil || output.program.isSameCommand(as: command)) && !output.line.allSatisfy(\.isWhitespace)
        }
    }

    /// Whether the harness killed the process that pulls; then its end says nothing about the puller.
    ///
    /// An act is recorded once it is done. By then the pull may be over and the next one begun, but the act's fault
    /// fired before.
    var wasActedOn: Bool {
        let fired = Set(
            judged.compactMap { event in
                switch event.body {
                case .fault(let firing): firing.fault
                case .act(let act): act.fault
                default: nil
                }
            }
        )
        return timeline.contains { event in
            if case .act(let act) = event.body { fired.contains(act.fault) } else { false }
        }
    }

    var outcome: Outcome {
        if pull.isTimedOut { return .hung }
        if let panic = panicLine, !panic.isEmpty { return .crashed }
        if !wasActedOn, !wasKilledForMemory, pull.signal != nil || !pull.isDaemonRunning { return .crashed }
        guard pull.isSuccess else { return .failed }
        if !pull.stored.present { return .missing }
        guard pull.stored.problems.isEmpty else { return .corrupt }
        return pull.isStale == true ? .stale : .pulled
    }

    /// The kernel ended a process of it at a limit of memory that a fault has set, which no program can help.
    var wasKilledForMemory: Bool { (observations.limits ?? []).contains { ($0.kills ?? 0) > 0 } }

    /// The line by which a Go program reports a crash.
    private var panic: Event? {
        heard.first { event in
            event.outputLine.map { $0.hasPrefix("panic: ") || $0.hasPrefix("fatal error: ") } == true
        }
    }

    var panicLine: String? { panic?.outputLine }

    /// How it crashed: its own report, else the signal, else the daemon's end.
    var crashText: String {
        if let panicLine { return String(panicLine.prefix(200)) }
        if let signal = pull.signal { return Signal.text(signal) }
        guard case .process(let process) = daemonEnd?.body else { return "its daemon is gone" }
        return "\(process.program) ended" + (process.detail.map { " (\($0))" } ?? "")
    }

    /// The event that shows the crash, if it crashed.
    var crashEvent: Event? {
        guard outcome == .crashed else { return nil }
        return panic ?? (pull.signal == nil ? daemonEnd : nil) ?? judged.last { $0.isEndOfProgram }
    }

    /// The end of a program other than the command; it may be seen after the end of the pull.
    private var daemonEnd: Event? {
        timeline.drop { !$0.isPhase(.pullStarted) }.prefix { !$0.isPhase(.followUpStarted) }.first { event in
            guard event.isEndOfProgram, case .process(let process) = event.body else { return false }
            return !process.program.isSameCommand(as: command)
        }
    }

    func requests(of word: String) -> [Event] { Self.requests(of: word, in: judged[...]) }

    /// Requests after the faults were lifted.
    func followUpRequests(of word: String) -> [Event] {
        Self.requests(of: word, in: timeline.drop { !$0.isPhase(.followUpStarted) })
    }

    private static func requests(of word: String, in events: ArraySlice<Event>) -> [Event] {
        guard let selector = RequestSelector(word) else { return [] }
        return events.filter { event in
            if case .request(let request) = event.body {
                selector.covers(request.resource, at: request.host)
            } else {
                false
            }
        }
    }

    func dnsQueries(for name: String) -> [Event] {
        judged.filter { if case .dns(let exchange) = $0.body { exchange.name == name } else { false } }
    }

    /// Watched datagrams that are not DNS; their flow has the name of UDP, or its number (RFC 768).
    var udpBesidesDNS: [Event] {
        judged.filter { event in
            guard case .packet(let packet) = event.body else { return false }
            return packet.flow.hasPrefix("udp ") || packet.flow.hasPrefix("ip-17 ")
        }
    }

    /// The time from the end of the faults to the end of the pull that worked; nil if none did.
    ///
    /// Zero if the image was there before.
    var secondsToRecovery: Double? {
        guard let end = observations.faultsEnd, outcome == .pulled else { return nil }
        return max(0, pull.seconds - end)
    }

    /// Requests for a part of a blob.
    var resumes: [Event] {
        judged.filter { if case .request(let request) = $0.body { request.isResume } else { false } }
    }
}

extension String {
    /// Whether it is the same command in a program's name, or another of several at once, as `docker pull 2` is of
    /// `docker pull`.
    fileprivate func isSameCommand(as other: String?) -> Bool {
        guard let other else { return false }
        func name(_ text: String) -> Substring {
            guard let space = text.lastIndex(of: " "), Int(text[space...].dropFirst()) != nil else { return text[...] }
            return text[..<space]
        }
        return name(self) == name(other)
    }
}

extension Event {
    /// The printed line; nil for other events.
    package var outputLine: String? { if case .output(let output) = body { output.line } else { nil } }

    package var isEndOfProgram: Bool {
        if case .process(let process) = body { process.change == .ended } else { false }
    }

    package func isPhase(_ name: Phase.Name, pull: Int? = nil) -> Bool {
        if case .phase(let phase) = body { phase.phase == name && (pull == nil || phase.pull == pull) } else { false }
    }
}
