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
    /// The files outside of its own places that it changes, or the folders of them, and no others.
    package let outside: Set<String>
    /// Whether the tool's own export of what it has stored fails.
    package let cannotExport: Bool
    /// Whether it asks again before the time in Retry-After (RFC 9110 section 10.2.3) is over.
    package let ignoresRetryAfter: Bool
    /// The reason, for reports.
    package let because: String
    /// Where it was reported, as in `docker/for-linux#3`.
    package let see: [String]
    /// The ids of its causes, as in `no-stall-timeout`; empty if the entry says its reason itself.
    package let shortcomings: [String]
    /// Whether only some seeds show it, so that its absence does not mean that it is fixed.
    package let isIntermittent: Bool

    enum Key: String, CaseIterable {
        case puller, pull, error, because, shortcoming, see, intermittent, within, requests, resumes, recovers, backoff,
            leftovers,
            memory
        case leaks, outside
        case cannotExport = "cannot-export"
        case dnsQueries = "dns-queries"
        case followUpRequests = "follow-up-requests"
        case recoversWithin = "recovers-within"
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
        var outside: Set<String> = []
        var cannotExport = false
        var ignoresRetryAfter = false
        var because: String?
        var shortcomings: [String] = []
        var see: [String] = []
        var isIntermittent = false
        for (key, value) in try element.entries(Key.self, of: "a known shortcoming") {
            switch key {
            case .puller: pullers = try PullerSelector.oneOrMore(value)
            case .pull: pull = try value.word(called: "outcome")
            case .error: error = (try OutputPattern(value), value)
            case .because: because = try value.scalar("the reason, as text")
            case .shortcoming: shortcomings = try value.texts("ids such as no-stall-timeout")
            case .see: see = try value.texts("such as 'docker/for-linux#3'")
            case .intermittent: isIntermittent = try value.boolean()
            case .within: observables.within = try value.duration(in: Observables.withinRange)
            case .recoversWithin: observables.recoversWithin = try value.duration(in: Observables.withinRange)
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
            case .leaks: leaks = try value.words(called: "leak", Leak.expected)
            case .cannotExport: cannotExport = try value.boolean()
            case .outside: outside = try Self.outside(value)
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
        self.outside = outside
        self.cannotExport = cannotExport
        self.ignoresRetryAfter = ignoresRetryAfter
        self.because = because
        self.shortcomings = shortcomings
        self.see = see
        self.isIntermittent = isIntermittent
    }

    /// True if it equals the expectation, and so excuses nothing.
    func repeats(_ expectation: Expectation) -> Bool {
        isAsExpected(expectation.pull) && error == nil && observables.isEmpty && recovery == nil
            && leaks.isEmpty && outside.isEmpty && !cannotExport && !ignoresRetryAfter
    }

    static let outsideExpected = "absolute paths of files or folders, such as /etc/canary"

    private static func outside(_ element: Element) throws(LanguageError) -> Set<String> {
        let paths = try element.texts(outsideExpected)
        guard !paths.isEmpty else { throw element.error("found an empty list; expected \(outsideExpected)") }
        guard let wrong = paths.first(where: { !$0.hasPrefix("/") || $0 == "/" }) else { return Set(paths) }
        throw element.error("found '\(wrong.clipped)'; expected \(outsideExpected)")
    }

    private func isAsExpected(_ expected: Expectation.Pull) -> Bool {
        switch expected {
        case .succeeds: pull == .succeeds
        case .fails: pull == .fails
        case .either: pull == .succeeds || pull == .fails
        }
    }
}
