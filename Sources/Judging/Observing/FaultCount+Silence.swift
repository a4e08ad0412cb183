import Faults

extension Observations.FaultCount {
    /// The sentence about a fault that never fired, with the true reason as far as it was counted.
    package func silence(at place: Int) -> String { "faults[\(place)] \(name) never fired: \(reason)" }

    private var reason: String {
        let plane = FaultCatalog.fault(named: name)?.plane
        if plane == .image { return "what it damages was not served whole" }
        if plane?.isStatic == true { return "nothing showed that it took effect" }
        // Files of older runs have no counts.
        guard let matched, let due else { return "it met nothing that it matches (\(match))" }
        let noun = plane?.occurrence ?? "occurrence"
        guard matched > 0 else {
            return match == Match().summary ? "no \(noun) came" : "nothing that it matches came (\(match))"
        }
        guard due > 0 else {
            // Packets of connections that are let go are not counted one by one.
            if plane == .packet {
                return "packets that it matches came and none was due" + (when.map { " (\($0))" } ?? "")
            }
            let count = matched == 1 ? "1 \(noun), which was not due" : "\(matched) \(noun)s and none was due"
            return "it matched \(count)" + (when.map { " (\($0))" } ?? "")
        }
        let count = due == 1 ? "1 \(noun) was due" : "\(due) \(noun)s were due"
        if plane == .act { return "\(count) and it could not be done" }
        return "\(count) and it would have changed \(due == 1 ? "nothing" : "none of them")"
            + (need.map { ": it needs \($0)" } ?? "")
    }
}

extension Plane {
    /// What faults of the plane are asked about, one of them.
    fileprivate var occurrence: String {
        switch self {
        case .packet: "packet"
        case .dns: "question"
        case .http: "answer"
        case .auth: "token request"
        case .tls: "handshake"
        case .disk: "disk request"
        case .syscall: "call"
        case .act: "event"
        case .link, .image, .node: "change"
        }
    }
}
