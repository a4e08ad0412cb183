/// Where the true share of successes lies, as far as some trials can say: the score interval of Wilson (1927), for 95 %.
///
/// Unlike the usual approximation it holds for few trials and for shares near 0 and 1.
public struct WilsonInterval: Sendable, Equatable {
    /// From 0 to 1.
    public let lower: Double
    /// From `lower` to 1.
    public let upper: Double

    /// The 97.5th percentile of the normal distribution.
    private static let z = 1.959963984540054

    /// - Parameters:
    ///   - count: successes, none to `trials`.
    ///   - trials: how often it was tried; without a trial everything is possible.
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
        // Rounding may lead out of what a share can be.
        lower = count <= 0 ? 0 : max(0, (center - spread) / scale)
        upper = count >= trials ? 1 : min(1, (center + spread) / scale)
    }
}
