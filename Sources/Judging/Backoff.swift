import Faults

/// How long a puller waits before it tries again.
struct Backoff {
    /// The first bad answer.
    let answer: Event
    /// The next request for the same resource, at any host.
    let request: Event

    var gap: Duration { .seconds((request.time - answer.time).clampedSeconds) }

    /// The first gap of each resource that a word selects, in the order of the timeline.
    static func first(of word: String, in events: [Event]) -> [Backoff] {
        var bad: [Resource: Event] = [:]
        var done: Set<Resource> = []
        var gaps: [Backoff] = []
        for event in events {
            switch event.body {
            case .response(let response):
                if response.resource.isMeant(by: word), response.isBad, bad[response.resource] == nil {
                    bad[response.resource] = event
                }
            case .request(let request):
                if let answer = bad[request.resource], done.insert(request.resource).inserted {
                    gaps.append(Backoff(answer: answer, request: event))
                }
            default: break
            }
        }
        return gaps
    }
}

extension Response {
    /// Whether it is an error, or was cut short.
    ///
    /// The challenge that asks for a token is part of every pull (RFC 9110 section 11.6.1).
    fileprivate var isBad: Bool { (status >= 400 && status != 401) || ending != .complete }
}
