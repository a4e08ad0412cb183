import Faults
import Scenarios

/// A puller does not send requests too fast, and obeys `Retry-After`.
struct PolitenessCheck: Check {
    /// The most requests for one resource of a host in any second.
    let limit: CountRange
    /// Whether the puller is listed as one that does not wait.
    let ignoresRetryAfter: Bool

    /// Twice the rate of the busiest real puller when nothing goes wrong.
    static let usualLimit = CountRange(0...10)

    private struct Target: Hashable {
        let host: Role
        let resource: Resource
    }

    /// Whether the puller asked again before the time in Retry-After was over.
    static func hasIgnoredRetryAfter(_ facts: RunFacts) -> Bool { !impatient(facts.judged).isEmpty }

    func finding(_ facts: RunFacts) -> Finding {
        // Each of several pulls at once may do what one may do alone.
        let limit = limit.times(facts.observations.atOnce?.pulls ?? 1)
        let busiest = Self.busiestSecond(facts.judged)
        let impatient = Self.impatient(facts.judged)
        let isBusy = !limit.contains(busiest.count)
        let isMet = !isBusy && impatient.isEmpty == !ignoresRetryAfter
        var actual = "at most \(busiest.count) for one resource in a second"
        if !impatient.isEmpty { actual += ", Retry-After ignored \(impatient.count.times)" }
        let shown = (isBusy ? busiest : []) + impatient.prefix(2).flatMap { [$0.answer, $0.request] }
        return Finding(
            "politeness", isMet: isMet,
            expected: "\(limit) requests for one resource in any second, Retry-After "
                + (ignoresRetryAfter ? "ignored" : "respected"),
            actual: actual, evidence: isMet ? [] : shown.prefix(Finding.mostEvidence).map(\.line)
        )
    }

    /// The most requests for one resource within a second.
    ///
    /// Tunnels and tokens are no requests for one resource: some pullers ask for one for each layer. Only those that
    /// were refused are counted. A proxy's challenge is part of opening a tunnel (RFC 9110 section 11.7.1).
    private static func busiestSecond(_ events: [Event]) -> [Event] {
        let refused = Set(
            events.compactMap { event in
                guard case .response(let response) = event.body, response.status >= 400, response.status != 407 else {
                    return Int?.none
                }
                return response.request
            }
        )
        var requests: [Target: [Event]] = [:]
        var busiest: [Event] = []
        for event in events {
            // Requests that the proxy forwards are counted where they arrive.
            guard case .request(let request) = event.body, request.resource != .forwarded else { continue }
            if request.resource.isMadePerLayer, !refused.contains(request.request) { continue }
            let target = Target(host: request.host, resource: request.resource)
            var second = requests[target, default: []]
            second.append(event)
            second.trimPrefix { event.time - $0.time >= 1 }
            requests[target] = second
            if second.count > busiest.count { busiest = second }
        }
        return busiest
    }

    /// Requests that came before the time in the resource's last answer was over.
    ///
    /// The time counts from the request that was answered: a busy machine records the answer long after the puller has
    /// read it, and nobody reads an answer before the request has come.
    private static func impatient(_ events: [Event]) -> [(answer: Event, request: Event)] {
        var arrivals: [Int: Double] = [:]
        var answers: [Target: (event: Event, end: Double)] = [:]
        var impatient: [(answer: Event, request: Event)] = []
        for event in events {
            switch event.body {
            case .response(let response):
                let target = Target(host: response.host, resource: response.resource)
                answers[target] = response.retryAfter.map { seconds in
                    (event, (arrivals[response.request] ?? event.time) + Double(seconds))
                }
            case .request(let request):
                let target = Target(host: request.host, resource: request.resource)
                arrivals[request.request] = event.time
                if let answer = answers[target], event.time < answer.end {
                    impatient.append((answer.event, event))
                }
            default: break
            }
        }
        return impatient
    }
}

extension Resource {
    /// Whether a puller may need one for each layer.
    fileprivate var isMadePerLayer: Bool { self == .token || isMeant(by: Resource.connect.name) }
}
