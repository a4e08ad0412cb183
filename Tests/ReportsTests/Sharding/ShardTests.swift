import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct ShardTests {
    /// All sizes up to 40 cells and 12 shards, and some random large ones.
    private static let sizes: [(cells: Int, count: Int)] =
        (0...40).flatMap { cells in (1...12).map { (cells, $0) } }
        + (0..<10).map { _ in (Int.random(in: 0...500), Int.random(in: 1...60)) }

    private func shards(of count: Int) throws -> [Shard] {
        try (1...count).map { try #require(Shard($0, of: count)) }
    }

    @Test func everyCellIsInExactlyOneShardAndShardsAreBalanced() throws {
        for (cells, count) in Self.sizes {
            let parts = try shards(of: count).map { $0.select(from: Array(0..<cells)) }
            #expect(parts.flatMap(\.self).sorted() == Array(0..<cells), "\(cells) cells, \(count) shards")
            let sizes = parts.map(\.count)
            #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1, "\(cells) cells, \(count) shards")
            for part in parts { #expect(part == part.sorted()) }
        }
    }

    @Test func aShardHasSeveralPullersWhereTheirNumberDividesIt() throws {
        let cells = (0..<12).map { $0.isMultiple(of: 2) ? "docker" : "skopeo" }
        for shard in try shards(of: 2) { #expect(Set(shard.select(from: cells)).count == 2) }
    }

    @Test(arguments: [("1/1", 1, 1), ("2/4", 2, 4), ("10000/10000", 10_000, 10_000)])
    func shardsAreRead(text: String, index: Int, count: Int) throws {
        let shard = try Shard(parsing: text)
        #expect(shard.index == index && shard.count == count && shard.description == text)
    }

    @Test(arguments: [
        "", "/", "1", "0/4", "5/4", "-1/4", "1/0", "1/-1", "1/2/3", "a/b", " 1/4", "1/10001",
        "99999999999999999999/99999999999999999999",
    ])
    func whatIsNoShardIsNamed(text: String) throws {
        let error = try #require(throws: ChaosPullError.self) { try Shard(parsing: text) }
        #expect(error.message.hasPrefix("shard '\(text)' is not a part of a whole"))
    }
}
