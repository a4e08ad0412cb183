import Faults

/// What a good puller does under the faults of a scenario.
package struct Expectation: Sendable {
    /// How the pull ends; either way where no specification asks for one.
    package enum Pull: String, Sendable, CaseIterable { case succeeds, fails, either }

    /// How a good puller's pull ends.
    package let pull: Pull
    /// What a pull that fails prints; nil for any output.
    package let error: OutputPattern?
    /// What else is counted and timed.
    package let observables: Observables
    /// Whether a pull works once the faults are lifted.
    package let recovery: Recovery
    /// The share of seeds that must end this way, between 0 and 1; nil if each must.
    package let rate: Double?

    enum Key: String, CaseIterable {
        case pull, within, error, requests, resumes, recovers, backoff, leftovers, memory, rate
        case dnsQueries = "dns-queries"
        case followUpRequests = "follow-up-requests"
        case recoversWithin = "recovers-within"
        case udpBesidesDNS = "udp-besides-dns"
        case requestsPerSecond = "requests-per-second"
    }

    /// Reads the value of the key `expect`.
    package init(_ element: Element) throws(LanguageError) {
        var pull: Pull?
        var error: (pattern: OutputPattern, element: Element)?
        var observables = Observables()
        var recovery = Recovery.works(pulls: CountRange(1...))
        var rate: Double?
        for (key, value) in try element.entries(Key.self, of: "a mapping") {
            switch key {
            case .pull: pull = try value.word(called: "outcome")
            case .within: observables.within = try value.duration(in: Observables.withinRange)
            case .recoversWithin: observables.recoversWithin = try value.duration(in: Observables.withinRange)
            case .error: error = (try OutputPattern(value), value)
            case .requests: observables.requests = try Observables.requests(value)
            case .followUpRequests: observables.followUpRequests = try Observables.requests(value)
            case .dnsQueries: observables.dnsQueries = try Observables.dnsQueries(value)
            case .resumes: observables.resumes = try CountRange(value)
            case .udpBesidesDNS: observables.udpBesidesDNS = try CountRange(value)
            case .recovers: recovery = try Recovery(value)
            case .backoff: observables.backoff = try Observables.backoff(value)
            case .memory: observables.memory = try value.byteSize()
            case .leftovers: observables.leftovers = try SizeRange(value)
            case .requestsPerSecond: observables.requestsPerSecond = try CountRange(value)
            case .rate: rate = try Self.rate(value)
            }
        }
        guard let pull else { throw element.missing(Key.pull.rawValue, "succeeds, fails or either") }
        if let error, pull == .succeeds {
            throw error.element.error("a pull that succeeds reports no error; expected 'pull: fails' or no 'error'")
        }
        self.pull = pull
        self.error = error?.pattern
        self.observables = observables
        self.recovery = recovery
        self.rate = rate
    }

    private static func rate(_ element: Element) throws(LanguageError) -> Double {
        let rate = try element.percentage()
        guard rate > 0, rate < 1 else {
            throw element.error(
                "\(try element.string()) can never be shown by counting; expected more than 0% and less than 100%, "
                    + "or no 'rate', so that every seed must end so"
            )
        }
        return rate
    }
}
