import Faults
import Judging

/// What a puller did, a line for each thing; what it does over and over is one line.
enum StoryLines {
    private struct Told {
        let event: Event
        /// Events with the same words that follow each other are told once.
        let words: String
        var count = 1
    }

    /// Of the pull that is judged.
    static func of(_ timeline: [Event]) -> [String] {
        let start = timeline.drop { !$0.isPhase(.pullStarted) }
        let judged = start.prefix { !$0.isPhase(.faultsLifted) }
        let answered = Set(
            judged.compactMap { event in
                if case .response(let response) = event.body { response.request } else { nil }
            }
        )
        var told: [Told] = []
        for event in judged {
            guard let words = words(event, answered: answered) else { continue }
            if let last = told.last, last.words == words {
                told[told.count - 1].count += 1
            } else {
                told.append(Told(event: event, words: words))
            }
        }
        return told.map { $0.event.line + ($0.count > 1 ? "  (\($0.count.times) in a row)" : "") }
    }

    /// What makes an event the same as another; nil for what is told elsewhere or goes without saying.
    private static func words(_ event: Event, answered: Set<Int>) -> String? {
        switch event.body {
        case .packet, .fault: nil
        case .connection(let connection):
            connection.change == .handshakeFailed ? "\(connection.host) \(connection.detail ?? "")" : nil
        case .request(let request):
            answered.contains(request.request) ? nil : "\(request.host) \(request.method) \(request.resource)"
        case .response(let response):
            "\(response.host) \(response.status) \(response.resource) \(response.ending)"
        case .dns(let dns): "\(dns.name) \(dns.answer)"
        case .token(let token): "\(token.isGranted) \(token.scope)"
        // Daemons written in Go log with logrus, whose text format has the level so.
        case .output(let output):
            output.line.allSatisfy(\.isWhitespace) || output.line.contains("level=info")
                || output.line.contains("level=debug") ? nil : "\(output.program) \(output.line)"
        case .process, .phase, .act: event.line
        }
    }
}
