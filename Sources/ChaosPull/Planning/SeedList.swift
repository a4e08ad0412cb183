import Judging

/// The seeds that a command line names, as in `1-20` and `1,5,7-9`.
public struct SeedList: Sendable, Equatable {
    /// Each seed once, in the given order.
    public let seeds: [UInt64]

    /// The most seeds that one command can name.
    public static let most: UInt64 = 10_000

    /// - Throws: `ChaosPullError` for any other text, and for more seeds than `most`.
    public init(_ text: String) throws(ChaosPullError) {
        var seen: Set<UInt64> = []
        var seeds: [UInt64] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(Self.number)
            guard let first = ends.first, let first, let last = ends.last, let last else {
                throw ChaosPullError("'\(String(text.prefix(60)))' names no seeds; expected some as in 1-20 or 1,5,7-9")
            }
            guard first <= last else {
                throw ChaosPullError("the seeds \(part) are none; expected the smaller first, as in \(last)-\(first)")
            }
            guard last - first < Self.most, UInt64(seeds.count) + (last - first) < Self.most else {
                throw ChaosPullError("\(part) is too many seeds; expected at most \(Self.most) in all")
            }
            for seed in first...last where seen.insert(seed).inserted { seeds.append(seed) }
        }
        self.seeds = seeds
    }

    /// Reads digits only: no sign and no space.
    private static func number(_ text: Substring) -> UInt64? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt64(text) : nil
    }
}
