/// What has to be remembered between packets for a fault; `ArmedFault` keeps it.
package enum PacketMemory: Sendable, Equatable {
    /// Nothing: each packet stands alone.
    case none
    /// Random numbers that are correlated, 0 to 1, with those of the packet before in the same flow and direction.
    ///
    /// The variate walks by z(n) = c z(n-1) + sqrt(1 - c^2) e(n), which keeps its distribution. It is still a pure
    /// function of the ordinal. In netem, unlike here, correlation narrows the spread.
    case correlation(Double)
    /// A token bucket (RFC 2697's committed one): packets within it are spared.
    ///
    /// There is one bucket for the whole run. It depends on time, so the seed does not determine which packets are hit.
    case allowance(perSecond: Double, burst: Int)
}

/// A token bucket: how many packets may pass at once and per second.
struct TokenBucket: Sendable {
    private let perSecond: Double
    private let burst: Double
    private var tokens: Double
    private var filled: Duration = .zero

    init(perSecond: Double, burst: Int) {
        self.perSecond = perSecond
        self.burst = Double(burst)
        tokens = self.burst
    }

    /// Takes a token if there is one.
    ///
    /// - Parameter time: since the pull began; never goes back.
    mutating func take(at time: Duration) -> Bool {
        tokens = min(burst, tokens + max(.zero, time - filled).inSeconds * perSecond)
        filled = max(filled, time)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
