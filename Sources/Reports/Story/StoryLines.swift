import Faults
import Judging

/// What a puller did, one line for each thing; repetitions share a line.
enum StoryLines {
    private struct Told {
        let event: Event
        /// Consecutive events with the same text become one line.
        let words: String
        var count = 1
    }

    /// The lines about the judged pull.
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

    /// The text by which events are compared; nil for events that appear elsewhere or are obvious.
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
        // Daemons written in Go log with logrus; this is the level in its text format.
        case .output(let output):
            output.line.allSatisfy(\.isWhitespace) || output.line.contains("level=info")
                || output.line.contains("level=debug") ? nil : "\(output.program) \(output.line)"
        case .kernel(let error): error.text
        case .process, .phase, .act, .omission: event.line
        }
    }
}
