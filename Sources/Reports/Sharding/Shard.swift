import Judging

/// One of several parts of a matrix, so that it can be spread over machines.
public struct Shard: Sendable, Codable, Equatable, CustomStringConvertible {
    /// Which part, 1 to `count`.
    public let index: Int
    /// How many parts there are, 1 to 10,000.
    public let count: Int

    private static let mostShards = 10_000

    /// Nil unless both numbers are in range.
    package init?(_ index: Int, of count: Int) {
        guard (1...Self.mostShards).contains(count), (1...count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }

    /// Reads `I/N`, as in `2/4`.
    public init(parsing text: String) throws {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
            let shard = Shard(index, of: count)
        else {
            throw ChaosPullError(
                "shard '\(text)' is not a part of a whole; expected I/N with I from 1 to N, as in '2/4'"
            )
        }
        self = shard
    }

    private enum CodingKeys: String, CodingKey { case index, count }

    /// Reads a shard and refuses impossible ones.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let index = try container.decode(Int.self, forKey: .index)
        let count = try container.decode(Int.self, forKey: .count)
        guard let shard = Shard(index, of: count) else {
            throw DecodingError.dataCorruptedError(
                forKey: .index, in: container, debugDescription: "there is no shard \(index) of \(count)"
            )
        }
        self = shard
    }

    /// The form on the command line, `i/n`.
    public var description: String { "\(index)/\(count)" }

    /// The cells of this shard: every cell is in exactly one shard, and the sizes differ by at most one.
    public func select<Cell>(from cells: [Cell]) -> [Cell] {
        cells.enumerated().filter { owns($0.offset) }.map(\.element)
    }

    /// Deals cells to shards in the order 1 … N, N … 1, 1 … N.
    ///
    /// Always 1 … N would give each shard only one puller if N is a multiple of the number of pullers.
    func owns(_ position: Int) -> Bool {
        let (round, turn) = position.quotientAndRemainder(dividingBy: count)
        return (round.isMultiple(of: 2) ? turn : count - 1 - turn) == index - 1
    }
}
