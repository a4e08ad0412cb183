import Testing

@testable import ChaosPull

/// A matrix spread over machines, and put together again.
@Suite struct ShardTests {
    @Test func everyCellIsInExactlyOneShardAndSizesDifferByOne() throws {
        for cells in 0...40 {
            for count in 1...12 {
                let parts = try (1...count).map { try Shard(parsing: "\($0)/\(count)").select(from: Array(0..<cells)) }
                #expect(parts.flatMap(\.self).sorted() == Array(0..<cells))
                let sizes = parts.map(\.count)
                #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
            }
        }
    }

    @Test(arguments: ["", "1", "0/4", "5/4", "1/0", "-1/2", "a/b", "1/2/3", "1/99999"])
    func whatIsNoShardIsRefused(text: String) {
        #expect(throws: ChaosPullError.self) { try Shard(parsing: text) }
    }

    private static let matrix = (1...7).map { ResultReportTests.result("s\($0)", .passed, .pulled, why: "") }

    private func files(of count: Int) throws -> [(name: String, file: ResultFile)] {
        try (1...count).map { index in
            let shard = try Shard(parsing: "\(index)/\(count)")
            let part = ResultFile.Part(shard: shard, cells: Self.matrix.count)
            return ("\(index).json", ResultFile(results: shard.select(from: Self.matrix), part: part))
        }
    }

    @Test(arguments: [1, 2, 3, 7]) func shardsMergeToTheWholeInItsOrder(count: Int) throws {
        #expect(try ResultFile.merging(try files(of: count).reversed()).results == Self.matrix)
    }

    @Test func aMissingShardAndOneThatIsThereTwiceAreNamed() throws {
        let all = try files(of: 3)
        let missing = #expect(throws: ChaosPullError.self) { try ResultFile.merging([all[0], all[2]]) }
        #expect(missing?.message.contains("2/3") == true)
        let twice = #expect(throws: ChaosPullError.self) { try ResultFile.merging(all + [all[1]]) }
        #expect(twice?.message.contains("2.json") == true)
    }
}
