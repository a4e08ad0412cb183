import Faults
import Synchronization

@testable import FakeServices

/// Keeps every event of a test.
final class EventLog: Sendable {
    private let events = Mutex<[Event.Body]>([])
    private let reported = Mutex<[String]>([])

    /// What the services reported that they could not do.
    var problems: [String] { reported.withLock { $0 } }

    var all: [Event.Body] { events.withLock { $0 } }

    var firings: [String] { all.compactMap { if case .fault(let firing) = $0 { firing.name } else { nil } } }
    var requests: [Faults.Request] { all.compactMap { if case .request(let request) = $0 { request } else { nil } } }
    var responses: [Faults.Response] {
        all.compactMap { if case .response(let response) = $0 { response } else { nil } }
    }
    var questions: [DNSExchange] { all.compactMap { if case .dns(let exchange) = $0 { exchange } else { nil } } }
    var tokens: [TokenIssue] { all.compactMap { if case .token(let token) = $0 { token } else { nil } } }
    var connections: [Connection] {
        all.compactMap { if case .connection(let connection) = $0 { connection } else { nil } }
    }

    /// Waits until the log is as it should be; false if that takes longer than any machine needs.
    func waits(until isReached: (EventLog) -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while !isReached(self) {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: .milliseconds(5))
        }
        return true
    }

    func hooks(act: @escaping @Sendable (ArmedFault) async -> Void = { _ in }) -> ServiceHooks {
        ServiceHooks(
            record: { event in self.events.withLock { $0.append(event) } }, now: { .zero }, act: act,
            problem: { problem in self.reported.withLock { $0.append(problem) } }
        )
    }
}
