import Faults

/// What reports say of a run beside its verdict.
extension RunFacts {
    /// The last line by which the puller says what went wrong; nil when the pull is good or said nothing.
    ///
    /// The last line with a word for an error; without one, the last line of the command that is not blank.
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

    /// How many requests there were for each resource during the pull that is judged; those to a mirror by themselves.
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

    /// The line has a word by which programs tell of an error.
    package var isAboutError: Bool {
        let line = line.prefix(4096).lowercased()
        return Self.errorWords.contains(where: line.contains)
    }
}
