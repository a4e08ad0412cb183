import Faults

/// Where a puller is known to fall short of what is expected, and why.
package struct KnownShortcoming: Sendable {
    /// How the pull ends; it hangs if it is killed at the deadline, and is stale if it stores an older image.
    package enum Pull: String, Sendable, CaseIterable { case succeeds, fails, hangs, crashes, stale }

    /// The pullers that fall short; one or more.
    package let pullers: [PullerSelector]
    /// How their pull ends.
    package let pull: Pull
    /// What the puller prints; nil for any output.
    package let error: OutputPattern?
    /// What else differs from the expectation; everything else is as expected.
    package let observables: Observables
    /// Nil if recovery is as expected.
    package let recovery: Recovery?
    /// The secrets that leak, and no others; nothing else excuses a leak.
    package let leaks: Set<Leak>
    /// Whether it asks again before the time in Retry-After (RFC 9110 section 10.2.3) is over.
    package let ignoresRetryAfter: Bool
    /// The reason, for reports.
    package let because: String
    /// Where it was reported, as in `docker/for-linux#3`.
    package let see: [String]
    /// Whether only some seeds show it, so that its absence does not mean that it is fixed.
    package let isIntermittent: Bool

    enum Key: String, CaseIterable {
        case puller, pull, error, because, see, intermittent, within, requests, resumes, recovers, backoff, leftovers
        case leaks
        case dnsQueries = "dns-queries"
        case udpBesidesDNS = "udp-besides-dns"
        case requestsPerSecond = "requests-per-second"
        case ignoresRetryAfter = "ignores-retry-after"
    }

    /// Reads one item of the key `known`.
    package init(_ element: Element) throws(LanguageError) {
        var pullers: [PullerSelector] = []
        var pull: Pull?
        var error: (pattern: OutputPattern, element: Element)?
        var observables = Observables()
        var recovery: Recovery?
        var leaks: Set<Leak> = []
        var ignoresRetryAfter = false
        var because: String?
        var see: [String] = []
        var isIntermittent = false
        for (key, value) in try element.entries(Key.self, of: "a known shortcoming") {
            switch key {
            case .puller: pullers = try PullerSelector.oneOrMore(value)
            case .pull: pull = try value.word(called: "outcome")
            case .error: error = (try OutputPattern(value), value)
            case .because: because = try value.scalar("the reason, as text")
            case .see: see = try value.texts("such as 'docker/for-linux#3'")
            case .intermittent: isIntermittent = try value.boolean()
            case .within: observables.within = try value.duration(in: Observables.withinRange)
            case .requests: observables.requests = try Observables.requests(value)
            case .dnsQueries: observables.dnsQueries = try Observables.dnsQueries(value)
            case .resumes: observables.resumes = try CountRange(value)
            case .udpBesidesDNS: observables.udpBesidesDNS = try CountRange(value)
            case .recovers: recovery = try Recovery(value)
            case .backoff: observables.backoff = try Observables.backoff(value)
            case .leftovers: observables.leftovers = try SizeRange(value)
            case .requestsPerSecond: observables.requestsPerSecond = try CountRange(value)
            case .leaks: leaks = try value.words(called: "leak", Leak.expected)
            case .ignoresRetryAfter: ignoresRetryAfter = try value.boolean()
            }
        }
        guard !pullers.isEmpty else { throw element.missing(Key.puller.rawValue, PullerSelector.expected) }
        guard let pull else { throw element.missing(Key.pull.rawValue, "succeeds, fails, hangs, crashes or stale") }
        guard let because else { throw element.missing(Key.because.rawValue, "the reason, as text") }
        if let error, pull == .succeeds || pull == .stale {
            throw error.element.error("a pull that succeeds reports no error; expected another 'pull' or no 'error'")
        }
        self.pullers = pullers
        self.pull = pull
        self.error = error?.pattern
        self.observables = observables
        self.recovery = recovery
        self.leaks = leaks
        self.ignoresRetryAfter = ignoresRetryAfter
        self.because = because
        self.see = see
        self.isIntermittent = isIntermittent
    }

    /// True if it equals the expectation, and so excuses nothing.
    func repeats(_ expectation: Expectation) -> Bool {
        pull.rawValue == expectation.pull.rawValue && error == nil && observables.isEmpty && recovery == nil
            && leaks.isEmpty && !ignoresRetryAfter
    }
}
