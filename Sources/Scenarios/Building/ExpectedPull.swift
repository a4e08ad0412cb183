import Faults

/// What a good puller does in a scenario that is built in Swift.
public struct ExpectedPull: Sendable {
    /// The equivalent value of `expect` in a file.
    let element: Element

    /// The pull succeeds: success is reported, and every stored byte hashes to its digest.
    ///
    /// - Parameters:
    ///   - within: how long the pull may take.
    ///   - requests: the number of requests for a resource or a group, as in `[.blob.at(.mirror): 3]`.
    ///   - dnsQueries: the number of questions about a service that reach the DNS server.
    ///   - resumes: the number of requests for a range.
    ///   - recovery: how long after the end of the faults the image is there, where it is asked for again.
    ///   - memory: how many bytes of memory the puller may have.
    public static func succeeds(
        within: Duration? = nil, requests: [Resource: CountRange] = [:], dnsQueries: [Role: CountRange] = [:],
        resumes: CountRange? = nil, recoversWithin recovery: Duration? = nil, memory: Int? = nil
    ) -> ExpectedPull {
        ExpectedPull("succeeds", nil, within, requests, dnsQueries, resumes, nil, recovery, memory)
    }

    /// The pull fails, and says so.
    ///
    /// - Parameters:
    ///   - error: a regular expression that the output of the puller or its daemon matches, at most 500 characters.
    ///   - within: how long the pull may take.
    ///   - requests: the number of requests for a resource or a group.
    ///   - dnsQueries: the number of questions about a service that reach the DNS server.
    ///   - resumes: the number of requests for a range.
    ///   - recovery: whether a pull works once the faults are lifted; by default one of three does.
    ///   - memory: how many bytes of memory the puller may have.
    public static func fails(
        saying error: String? = nil, within: Duration? = nil, requests: [Resource: CountRange] = [:],
        dnsQueries: [Role: CountRange] = [:], resumes: CountRange? = nil, recovery: Recovery? = nil,
        memory: Int? = nil
    ) -> ExpectedPull {
        ExpectedPull("fails", error, within, requests, dnsQueries, resumes, recovery, nil, memory)
    }

    /// The pull succeeds or fails, in time and saying so: where no specification asks for one of the two.
    ///
    /// - Parameters:
    ///   - error: a regular expression that the output matches if the pull fails, at most 500 characters.
    ///   - within: how long the pull may take.
    ///   - requests: the number of requests for a resource or a group.
    ///   - memory: how many bytes of memory the puller may have.
    public static func either(
        saying error: String? = nil, within: Duration? = nil, requests: [Resource: CountRange] = [:],
        memory: Int? = nil
    ) -> ExpectedPull {
        ExpectedPull("either", error, within, requests, [:], nil, nil, nil, memory)
    }

    private init(
        _ pull: String, _ error: String?, _ within: Duration?, _ requests: [Resource: CountRange],
        _ dnsQueries: [Role: CountRange], _ resumes: CountRange?, _ recovery: Recovery?,
        _ recoversWithin: Duration?, _ memory: Int?
    ) {
        let requests = requests.map { ($0.name, $1.description) }
        let dnsQueries = dnsQueries.map { ($0.rawValue, $1.description) }
        element = Element([
            "pull": Element(pull),
            "recovers-within": recoversWithin.map { Element(Units.exact($0)) },
            "within": within.map { Element(Units.exact($0)) },
            "error": error.map { Element($0) },
            "requests": Element(sorted: Dictionary(requests) { $1 }),
            "dns-queries": Element(sorted: Dictionary(dnsQueries) { $1 }),
            "resumes": resumes.map { Element($0.description) },
            "recovers": recovery.map(\.element),
            "memory": memory.map { Element("\($0) B") },
        ])
    }
}

extension Recovery {
    fileprivate var element: Element {
        switch self {
        case .works(let pulls): Element(["within": Element(pulls.description)])
        case .never: Element("false")
        case .either: Element("either")
        }
    }
}
