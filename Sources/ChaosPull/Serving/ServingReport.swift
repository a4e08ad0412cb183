import FakeServices
import Faults
import Judging
import Reports

/// What was asked of services that were served, and which faults fired; written as `served.json`.
package struct ServingReport: Sendable, Codable, Equatable {
    /// A host and how clients reached it.
    package struct Host: Sendable, Codable, Equatable {
        /// As in `registry`.
        package var host: Role
        /// The beginning of its URLs.
        package var url: String
    }

    /// Requests of one kind.
    package struct Asked: Sendable, Codable, Equatable {
        package var host: Role
        package var method: String
        package var resource: Resource
        package var requests: Int
        /// How many answers had each status.
        package var statuses: [String: Int]
        /// Answers that did not come to their end.
        package var incomplete: Int
    }

    /// The version of the format.
    package static let currentSchema = 1

    package var schema = currentSchema
    /// The version of the program that made it.
    package var chaospull = ChaosPullVersion.current
    package var scenario: String
    package var seed: UInt64
    /// How long it was served.
    package var seconds: Double
    package var hosts: [Host]
    /// The faults in the order of the scenario.
    package var faults: [Observations.FaultCount]
    /// By host, then in the order of the first request.
    package var asked: [Asked]
    package var tokensGranted: Int
    package var tokensRefused: Int
    package var handshakesFailed: Int
    /// What the timeline and the counts lack, because there was too much; nil if nothing.
    package var omissions: TimelineReport?
    /// Why a service could not do its work; nil if all could.
    package var problem: String?

    init(
        _ plan: ServingPlan, origins: [Role: Origin], faults: [Observations.FaultCount], events: [Event],
        seconds: Double, omissions: TimelineReport, problem: String?
    ) {
        scenario = plan.scenario.name
        seed = plan.seed
        self.seconds = seconds
        hosts = Role.allCases.compactMap { role in origins[role].map { Host(host: role, url: "\($0)") } }
        self.faults = faults
        let count = ServingCount(events)
        asked = count.asked
        tokensGranted = count.tokensGranted
        tokensRefused = count.tokensRefused
        handshakesFailed = count.handshakesFailed
        self.omissions = omissions.isComplete ? nil : omissions
        self.problem = problem
    }
}

extension ServingReport {
    /// For people, a few lines.
    package var text: String {
        var lines = faults.enumerated().map { ordinal, fault in
            "faults[\(ordinal)] \(fault.name) (\(fault.match)): fired \(fault.fired.times)"
        }
        if faults.isEmpty { lines.append("the scenario has no faults") }
        for host in hosts {
            let asked = asked.filter { $0.host == host.host }
            let words = asked.isEmpty ? "nothing" : asked.map(\.words).joined(separator: ", ")
            lines.append("asked of \(host.host.rawValue): \(words)")
        }
        if tokensRefused > 0 { lines.append("tokens: \(tokensGranted) granted, \(tokensRefused) refused") }
        if handshakesFailed > 0 { lines.append("handshakes that failed: \(handshakesFailed)") }
        if let omissions { lines.append("not counted: " + omissions.sentence) }
        if let problem { lines.append("problem: \(problem)") }
        return lines.map(\.printable).joined(separator: "\n")
    }
}

extension ServingReport.Asked {
    /// As in `layer-2 3 (503: 1)`; GET and answers that are no errors go without saying.
    fileprivate var words: String {
        let errors =
            statuses.filter { $0.key >= "400" }.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            + (incomplete > 0 ? ["not to the end: \(incomplete)"] : [])
        return (method == "GET" ? "" : "\(method) ") + "\(resource) \(requests)"
            + (errors.isEmpty ? "" : " (\(errors.joined(separator: ", ")))")
    }
}
