/// The 95 % confidence interval of a share: the score interval of Wilson (1927).
///
/// Unlike the usual approximation, it is valid for few trials and for shares near 0 and 1.
public struct WilsonInterval: Sendable, Equatable {
    /// The lower end, from 0 to 1.
    public let lower: Double
    /// The upper end, from `lower` to 1.
    public let upper: Double

    /// The 97.5th percentile of the normal distribution.
    private static let z = 1.959963984540054

    /// - Parameters:
    ///   - count: the number of successes, 0 to `trials`.
    ///   - trials: the number of trials; without any the interval is 0 to 1.
    public init(_ count: Int, of trials: Int) {
        guard trials > 0 else {
            (lower, upper) = (0, 1)
            return
        }
        let n = Double(trials)
        let share = Double(min(max(0, count), trials)) / n
        let square = Self.z * Self.z
        let center = share + square / (2 * n)
        let spread = Self.z * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
        let scale = 1 + square / n
        // Rounding may lead outside of 0 to 1.
        lower = count <= 0 ? 0 : max(0, (center - spread) / scale)
        upper = count >= trials ? 1 : min(1, (center + spread) / scale)
    }
}
