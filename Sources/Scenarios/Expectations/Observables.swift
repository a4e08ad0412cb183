import Faults

/// What is counted and timed in a run, beside the outcome; nil and empty if nothing is expected.
package struct Observables: Sendable, Equatable {
    /// The time from the start of the pull to its end.
    package var within: Duration?
    /// The time from the end of the faults to a pull that works, where the image is asked for again.
    package var recoversWithin: Duration?
    /// By resource or group of resources, optionally at one host, as in `layer-2`, `blob` and `blob at mirror`.
    package var requests: [String: CountRange] = [:]
    /// The same in the follow-up pulls, all together.
    package var followUpRequests: [String: CountRange] = [:]
    /// By host name, as in `cdn.test`.
    package var dnsQueries: [String: CountRange] = [:]
    /// Requests with a Range header (RFC 9110 section 14.2).
    package var resumes: CountRange?
    /// UDP datagrams that are not DNS, of those that a packet fault matches.
    package var udpBesidesDNS: CountRange?
    /// By resource: the time from the end of the first bad answer to the next request.
    package var backoff: [String: DurationRange] = [:]
    /// What a failed pull leaves on the disk.
    package var leftovers: SizeRange?
    /// The most bytes of memory that the puller has during the pull.
    package var memory: Int?
    /// The most requests for one resource in any second; nil for the usual limit.
    package var requestsPerSecond: CountRange?

    /// True if nothing is expected.
    package var isEmpty: Bool { self == Observables() }

    /// The range of `within`, from 1 ms to the longest deadline.
    static let withinRange: ClosedRange<Duration> = .milliseconds(1)...Scenario.deadlines.upperBound

    static func requests(_ element: Element) throws(LanguageError) -> [String: CountRange] {
        try element.ranges(of: "a count for each resource, as in {config: 1..5}", request, CountRange.init)
    }

    static func backoff(_ element: Element) throws(LanguageError) -> [String: DurationRange] {
        try element.ranges(
            of: "a range of durations for each resource, as in {layer-2: 1 s..10 s}", resource, DurationRange.init
        )
    }

    static func dnsQueries(_ element: Element) throws(LanguageError) -> [String: CountRange] {
        try element.ranges(
            of: "a count for each role or host name, as in {cdn: 2..}",
            { (word, key) throws(LanguageError) in
                if let role = Role(name: word) { return role.hostName }
                guard word.hasSuffix(".test") else {
                    throw key.error(
                        "'\(word.clipped)' is no name of this world; "
                            + Suggestion.sentence(for: word, among: Role.services.map(\.rawValue))
                    )
                }
                return word.lowercased()
            }, CountRange.init
        )
    }

    /// A resource, optionally at a host.
    private static func request(_ word: String, _ key: Element) throws(LanguageError) -> String {
        guard let selector = RequestSelector(word) else {
            throw key.error(
                "'\(word.clipped)' names no host that is asked; expected one of "
                    + "\(RequestSelector.hosts.map(\.rawValue).joined(separator: ", ")), as in 'index at mirror'"
            )
        }
        _ = try resource(selector.resource, key)
        return word
    }

    private static func resource(_ word: String, _ key: Element) throws(LanguageError) -> String {
        guard Resource.isKnown(word) else {
            throw key.error(
                "unknown resource '\(word.clipped)'; "
                    + Suggestion.sentence(for: word, among: Resource.fixedWords + ["layer-1"])
            )
        }
        return word
    }
}
