import Faults

/// What is counted and timed in a run, beside the outcome of the pull; nil and empty where nothing is asked.
package struct Observables: Sendable, Equatable {
    /// From the start of the pull to its end.
    package var within: Duration?
    /// By resource or group of resources, as in `layer-2` and `blob`.
    package var requests: [String: CountRange] = [:]
    /// By host name, as in `cdn.test`.
    package var dnsQueries: [String: CountRange] = [:]
    /// Requests with a header Range (RFC 9110 section 14.2).
    package var resumes: CountRange?

    /// True when nothing is asked.
    package var isEmpty: Bool { self == Observables() }

    /// The range of `within`, from 1 ms to the longest deadline.
    static let withinRange: ClosedRange<Duration> = .milliseconds(1)...Scenario.deadlines.upperBound

    static func requests(_ element: Element) throws(LanguageError) -> [String: CountRange] {
        try element.counts(of: "resource, as in {config: 1..5}") { (word, key) throws(LanguageError) in
            guard Resource.isKnown(word) else {
                throw key.error(
                    "unknown resource '\(word.clipped)'; "
                        + Suggestion.sentence(for: word, among: Resource.fixedWords + ["layer-1"])
                )
            }
            return word
        }
    }

    static func dnsQueries(_ element: Element) throws(LanguageError) -> [String: CountRange] {
        try element.counts(of: "role or host name, as in {cdn: 2..}") { (word, key) throws(LanguageError) in
            if let role = Role(name: word) { return role.hostName }
            guard word.hasSuffix(".test") else {
                throw key.error(
                    "'\(word.clipped)' is no name of this world; "
                        + Suggestion.sentence(for: word, among: Role.services.map(\.rawValue))
                )
            }
            return word.lowercased()
        }
    }
}
