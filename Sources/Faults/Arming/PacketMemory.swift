/// What has to be remembered from packet to packet before a fault can be asked about one; `ArmedFault` does it.
package enum PacketMemory: Sendable, Equatable {
    /// Each packet by itself.
    case none
    /// Random numbers that resemble those of the packet before in the same flow and direction, 0 to 1.
    ///
    /// `Draw.normal()` then walks: z(n) = c z(n-1) + sqrt(1 - c^2) e(n), which keeps its distribution. It is still a
    /// pure function of the ordinal, and netem's differs: there correlation narrows the spread.
    case correlation(Double)
    /// A token bucket (RFC 2697's committed one): packets within it are spared.
    ///
    /// It is one for the whole run and hangs on time, so that a seed does not determine which packets are hit.
    case allowance(perSecond: Double, burst: Int)
}

/// Packets that may pass: so many at once, and so many a second.
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
