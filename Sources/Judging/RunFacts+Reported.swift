import Faults

/// What reports say about a run beside its verdict.
extension RunFacts {
    /// The puller's last line about an error; nil if the pull is good or printed none.
    ///
    /// This is the last line with a word for an error; without one, the last non-blank line of the command.
    var errorText: String? { errorEvent?.outputLine }

    private var errorEvent: Event? {
        guard outcome != .pulled else { return nil }
        let spoken = outputEvents.filter { $0.outputLine?.allSatisfy(\.isWhitespace) == false }
        let own = spoken.filter { command == nil || $0.program == command }
        let lines = own.isEmpty ? spoken : own
        return lines.last(where: \.isAboutError) ?? lines.last
    }

    /// The lines of output that show why a pull ended as it did: the error text first, then the last other lines about
    /// errors, of any program.
    ///
    /// A daemon keeps logging while it cleans up, so its last lines are about something else.
    var errorEvents: [Event] {
        guard let errorEvent else { return outputEvents.suffix(3) }
        let text = errorEvent.outputLine
        let others = outputEvents.reversed().lazy.filter { $0.outputLine != text && $0.isAboutError }.prefix(2)
        return [errorEvent] + others.reversed()
    }

    /// The number of requests for each resource during the judged pull; those to a mirror are counted separately.
    ///
    /// `connect-…` and `forwarded` are requests to the proxy; a forwarded request also counts at its host.
    var requestCounts: [String: Int] {
        judged.reduce(into: [:]) { counts, event in
            guard case .request(let request) = event.body else { return }
            let resource = request.host == .mirror ? request.resource.at(.mirror) : request.resource
            counts[resource.name, default: 0] += 1
        }
    }
}

extension Event {
    /// A line of output with a word about an error.
    var isAboutError: Bool { if case .output(let output) = body { output.isAboutError } else { false } }

    /// The program that printed this line; nil for other events.
    fileprivate var program: String? { if case .output(let output) = body { output.program } else { nil } }
}

extension OutputLine {
    private static let errorWords = [
        "error", "fatal", "fail", "denied", "refused", "timeout", "timed out", "panic", "cannot", "unauthorized",
        "no such", "no space", "invalid", "unexpected",
    ]

    /// Whether the line has a word by which programs report errors.
    package var isAboutError: Bool {
        let line = line.prefix(4096).lowercased()
        // The level as logrus writes it, which Go daemons use.
        if line.contains("level=info") || line.contains("level=debug") { return false }
        return Self.errorWords.contains(where: line.contains)
    }
}
