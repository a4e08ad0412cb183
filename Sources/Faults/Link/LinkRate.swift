/// Limits the links to a rate each way, by the kernel's token bucket (tc-tbf(8)): packets queue, and few are dropped.
package struct LinkRate: LinkFault {
    package static let name = "link.rate"
    package static let summary = "limit the bandwidth between the node and the services, each way"
    static let rate = Parameter("rate", .size(in: 1 << 10...1 << 30), "bytes a second")
    package static let parameters: [any ParameterDeclaration] = [rate]

    private let rate: Int

    package init(_ fields: Fields) throws(LanguageError) {
        rate = try fields.value(of: Self.rate)
    }

    package var slots: [Slot] { [Slot("the rate of the links")] }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard let usual = world.rate, rate >= usual else { return nil }
        return FaultObjection(
            "rate",
            "the network carries \(Units.text(bytes: usual)) a second without this fault; expected less than that")
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [.script(.wire, apply: Self.limit(to: rate), undo: Self.limit(to: world.rate))],
            proofs: [
                .counter(
                    .wire,
                    script: """
                        for device in $WIRE_LINKS; do
                            tc -s qdisc show dev $device | grep -o 'overlimits [0-9]*' | cut -d ' ' -f 2
                        done
                        """, unit: "packets had to wait")
            ]
        )
    }

    /// The bucket holds 10 ms, and two frames of 1514 bytes at least, or nothing large would ever leave it; the queue
    /// half a second, and 16 frames at least, which is what a connection sends before it is answered (RFC 6928).
    ///
    /// - Parameter rate: bytes a second each way; nil for no limit.
    package static func limit(to rate: Int?) -> String {
        guard let rate else { return "for device in $WIRE_LINKS; do tc qdisc delete dev $device root; done" }
        let burst = max(2 * 1514, rate / 100)
        let limit = max(16 * 1514, rate / 2)
        return """
            for device in $WIRE_LINKS; do
                tc qdisc replace dev $device root tbf rate \(rate * 8)bit burst \(burst) limit \(limit)
            done
            """
    }
}

extension InjectedFault {
    /// Limits the bandwidth between the node and the services, each way: `link.rate`.
    ///
    /// - Parameter bytesPerSecond: 1 KiB to 1 GiB.
    public static func linkRate(_ bytesPerSecond: Int) -> InjectedFault {
        InjectedFault(LinkRate.self, LinkRate.rate(bytesPerSecond))
    }
}
