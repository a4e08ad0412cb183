import Faults

/// What reports say about a run beside its verdict.
extension RunFacts {
    /// The puller's last line about an error; nil if the pull is good or printed none.
    ///
    /// This is the last line with a word for an error; without one, the last non-blank line of the command.
    var errorText: String? {
        guard outcome != .pulled else { return nil }
        let command = judged.lazy.compactMap { event in
            if case .process(let process) = event.body, process.change == .started { process.program } else { nil }
        }.first
        let spoken = outputLines.filter { !$0.line.allSatisfy(\.isWhitespace) }
        let own = spoken.filter { command == nil || $0.program == command }
        let lines = own.isEmpty ? spoken : own
        return (lines.last(where: \.isAboutError) ?? lines.last)?.line
    }

    /// The number of requests for each resource during the judged pull; those to a mirror are counted separately.
    ///
    /// `connect-…` and `forwarded` are what the proxy was asked for; what it passed on counts under its own name too.
    var requestCounts: [String: Int] {
        judged.reduce(into: [:]) { counts, event in
            guard case .request(let request) = event.body else { return }
            let resource = request.host == .mirror ? request.resource.at(.mirror) : request.resource
            counts[resource.name, default: 0] += 1
        }
    }
}

extension OutputLine {
    private static let errorWords = [
        "error", "fatal", "fail", "denied", "refused", "timeout", "timed out", "panic", "cannot", "unauthorized",
        "no such", "no space", "invalid", "unexpected",
    ]

    /// Whether the line has a word by which programs report errors.
    package var isAboutError: Bool {
        let line = line.prefix(4096).lowercased()
        return Self.errorWords.contains(where: line.contains)
    }
}
