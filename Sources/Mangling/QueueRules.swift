import Faults
import WireFormats

/// The firewall rules that queue only what the packet faults may match, or everything if the network has a delay.
///
/// TCP goes to the queue of uncut packets where that is useful, everything else to the queue of single packets. The
/// rules are loaded in the wire namespace once the queue is bound. They let packets pass while no one listens
/// (`--queue-bypass`), so that the end of the mangler does not act as a fault.
package enum QueueRules {
    /// Input for `iptables-restore` and `ip6tables-restore`; nil if no fault can match a packet, so that nothing is
    /// queued.
    ///
    /// It replaces the `filter` table. For TCP both directions are queued whatever the match says: a connection gets
    /// its number from its SYN, which comes from the node.
    package static func iptables(for plan: ManglerPlan) -> (v4: String, v6: String)? {
        let v4 = rules(for: plan, family: .ipv4)
        let v6 = rules(for: plan, family: .ipv6)
        guard !v4.isEmpty || !v6.isEmpty else { return nil }
        let letGo = plan.letsConnectionsGo ? letGo : []
        return (table(of: letGo + v4), table(of: letGo + v6))
    }

    /// The mark of a packet whose connection is let go; the verdict sets it, and the packet passes the rules again.
    static let mark: UInt32 = 0xc4a05

    /// The bits of a connection's mark that are the mangler's; faults of the links use others.
    private static let bits: UInt32 = 0xfffff

    /// The rules that let a connection go: the connection takes over the packet's mark.
    ///
    /// A SYN is always queued, since connections get their numbers from it; it may open another one between the same
    /// ports.
    private static var letGo: [String] {
        [
            "-A FORWARD -p tcp ! --syn -m connmark --mark \(mark)/\(bits) -j ACCEPT",
            "-A FORWARD -p tcp -m mark --mark \(mark) -j CONNMARK --save-mark --nfmask \(bits) --ctmask \(bits)",
            "-A FORWARD -p tcp -m mark --mark \(mark) -j ACCEPT",
            "-A FORWARD -p tcp --syn -m connmark --mark \(mark)/\(bits) -j CONNMARK --set-xmark 0/\(bits)",
        ]
    }

    private static func table(of rules: [String]) -> String {
        let lines = ["*filter", ":INPUT ACCEPT [0:0]", ":FORWARD ACCEPT [0:0]", ":OUTPUT ACCEPT [0:0]"]
        return (lines + rules + ["COMMIT"]).map { $0 + "\n" }.joined()
    }

    private static func rules(for plan: ManglerPlan, family: Match.Family) -> [String] {
        guard plan.networkDelay <= .zero, plan.added == nil else { return rulesForAll(plan) }
        var rules: [String] = []
        for match in plan.packetFaults.map(\.armed.match) where match.ip == nil || match.ip == family {
            for selector in selectors(of: match, sortsConnections: plan.sortsConnections) {
                for direction in Direction.allCases {
                    guard let (selector, service) = narrowed(selector, match, direction) else { continue }
                    let isSorted = selector.name == .tcp && plan.sortsConnections
                    let queue = isSorted ? plan.uncutQueueNumber : plan.queueNumber
                    let rule = rule(selector, direction, service, family, queue)
                    // The first rule that matches queues the packet, so a second equal rule would never match.
                    if !rules.contains(rule) { rules.append(rule) }
                }
            }
        }
        return rules
    }

    private static func rulesForAll(_ plan: ManglerPlan) -> [String] {
        (plan.sortsConnections ? ["-A FORWARD -p tcp \(target(plan.uncutQueueNumber))"] : [])
            + ["-A FORWARD \(target(plan.queueNumber))"]
    }

    private static func target(_ queue: UInt16) -> String { "-j NFQUEUE --queue-num \(queue) --queue-bypass" }

    /// The far end that a match allows, in one direction.
    private enum Service {
        case any
        case role(Role)
    }

    private struct Selector {
        /// The protocol; nil for all.
        var name: Match.Transport?
        /// The port at the service's end.
        var port: Int?
    }

    private static func selectors(of match: Match, sortsConnections: Bool) -> [Selector] {
        if match.name != nil || match.type != nil {
            // Only questions in UDP datagrams are read, and those go to port 53.
            guard match.protocol == nil || match.protocol == .udp, match.port == nil || match.port == dnsPort else {
                return []
            }
            return [Selector(name: .udp, port: dnsPort)]
        }
        guard let port = match.port else {
            // A packet that matches the first rule never reaches the second.
            let isSplit = match.protocol == nil && sortsConnections
            return (isSplit ? [Selector(name: .tcp)] : []) + [Selector(name: match.protocol)]
        }
        switch match.protocol {
        case .icmp: return []
        case nil: return [Selector(name: .tcp, port: port), Selector(name: .udp, port: port)]
        case let name: return [Selector(name: name, port: port)]
        }
    }

    /// What has to be queued in one direction; for a match about the other direction only TCP, if anything.
    private static func narrowed(
        _ selector: Selector, _ match: Match, _ direction: Direction
    ) -> (Selector, Service)? {
        if let service = service(of: match, direction) { return (selector, service) }
        guard selector.name == nil || selector.name == .tcp,
            let service = service(of: match, direction == .toNode ? .fromNode : .toNode)
        else { return nil }
        return (Selector(name: .tcp, port: selector.port), service)
    }

    private static func service(of match: Match, _ direction: Direction) -> Service? {
        let (near, far) = direction == .fromNode ? (match.from, match.to) : (match.to, match.from)
        guard near == nil || near == .node, far != .node else { return nil }
        let with = match.with == .node ? nil : match.with
        guard let role = far ?? with else { return .any }
        return with == nil || with == role ? .role(role) : nil
    }

    private static func rule(
        _ selector: Selector, _ direction: Direction, _ service: Service, _ family: Match.Family, _ queue: UInt16
    ) -> String {
        let (near, far) = direction == .fromNode ? ("-s", "-d") : ("-d", "-s")
        var words = ["-A FORWARD", near, address(of: .node, family)]
        if case .role(let role) = service { words += [far, address(of: role, family)] }
        if let name = selector.name {
            words += ["-p", name == .icmp && family == .ipv6 ? "ipv6-icmp" : name.rawValue]
        }
        if let port = selector.port { words += [direction == .fromNode ? "--dport" : "--sport", "\(port)"] }
        words += [target(queue)]
        return words.joined(separator: " ")
    }

    private static func address(of role: Role, _ family: Match.Family) -> String {
        family == .ipv4 ? role.ipv4 : role.ipv6
    }
}

/// The port of DNS (RFC 1035 section 4.2).
let dnsPort = 53
