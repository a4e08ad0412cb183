/// Takes the carrier off the node's link for a time, once or again and again, as a loose cable does.
///
/// The node's kernel sees it. To lose packets and keep the carrier, `packet.drop` with `after` and `for` is there.
package struct LinkDown: LinkFault {
    package static let name = "link.down"
    package static let summary = "take the carrier off the node's link for a time"
    static let after = Parameter(
        "after", .duration(in: Units.durations), default: .zero, "when it first goes, from the start of the pull")
    static let lasting = Parameter("for", .duration(in: .milliseconds(100) ... .seconds(600)), "how long it is gone")
    static let every = Parameter(
        "every", .duration(in: .milliseconds(200) ... .seconds(3600)), otherwise: "once",
        "from one time to the next, longer than `for` by 100 ms or more")
    package static let parameters: [any ParameterDeclaration] = [after, lasting, every]

    private let outages: Recurrence

    package init(_ fields: Fields) throws(LanguageError) {
        let after = try fields.value(of: Self.after)
        let lasting = try fields.value(of: Self.lasting)
        let every = try fields.value(of: Self.every)
        if let every, every < lasting + .milliseconds(100) {
            throw fields.error(
                about: Self.every,
                "\(Units.exact(every)) is out of range; expected 100 ms more than the \(Units.exact(lasting)) of 'for'")
        }
        outages = Recurrence(after: after, lasting: lasting, every: every)
    }

    package var slots: [Slot] { [Slot("the carrier of the node's link")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [
                .script(.node, apply: Self.queueing, undo: Self.waiting(until: "state UP") + "\n" + Self.notQueueing),
                .script(.wire, apply: Self.cutting, undo: Self.mending),
                .script(.node, apply: Self.waiting(until: "NO-CARRIER"), undo: ":"),
            ],
            times: outages,
            // Who sends nothing meanwhile does not meet it.
            proofs: [.counter(.node, script: Self.sent, unit: "packets were sent without a carrier")]
        )
    }

    /// What TCP (segments, and those sent again) and UDP have sent, by the kernel's own account (RFC 4022, RFC 4113).
    private static let sent = """
        awk '/^Tcp: [0-9]/ { print $12 + $13 } /^Udp: [0-9]/ { print $5 }' /proc/net/snmp
        awk '/^Udp6OutDatagrams/ { print $2 }' /proc/net/snmp6
        """

    /// Gives the link the queue of a real card, so that senders see no error: tc-pfifo(8).
    ///
    /// Without a queue, a veth whose other end is down refuses each packet with ENOBUFS until the kernel has noticed.
    private static let queueing = "tc qdisc add dev \"$NODE_LINK\" root pfifo limit 1000"
    private static let notQueueing = "tc qdisc delete dev \"$NODE_LINK\" root"

    /// The permanent neighbours go with the carrier, so they are noted; a setting keeps the addresses.
    private static let cutting = """
        echo 1 >/proc/sys/net/ipv6/conf/$WIRE_NODE_LINK/keep_addr_on_down
        ip -o neighbour show dev "$WIRE_NODE_LINK" nud permanent >"$NOTES/$MARK"
        ip link set "$WIRE_NODE_LINK" down
        """

    private static let mending = """
        ip link set "$WIRE_NODE_LINK" up
        while read -r address lladdr mac rest; do
            ip neighbour replace $address lladdr $mac dev "$WIRE_NODE_LINK" nud permanent
        done <"$NOTES/$MARK"
        """

    /// Waits until the node's kernel has noticed: it tells the state of a link a little later than it changes.
    private static func waiting(until state: String) -> String {
        ShellLoop.until(
            "ip -o link show \"$NODE_LINK\" | grep -q '\(state)'", most: 1000,
            problem: "the node's kernel does not say '\(state)' of its link")
    }
}

extension InjectedFault {
    /// Takes the carrier off the node's link for a time: `link.down`.
    ///
    /// - Parameters:
    ///   - after: when it first goes, from the start of the pull; at once without it.
    ///   - lasting: how long it is gone, 100 ms to 10 min.
    ///   - every: from one time to the next; once without it.
    public static func linkDown(
        after: Duration? = nil, for lasting: Duration, every: Duration? = nil
    ) -> InjectedFault {
        InjectedFault(LinkDown.self, LinkDown.after(after), LinkDown.lasting(lasting), LinkDown.every(every))
    }
}
