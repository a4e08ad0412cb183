import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct MergeTests {
    private typealias Named = (name: String, file: ResultFile)

    private static func matrix(_ count: Int) -> [RunResult] { (0..<count).map { .sample("s\($0)") } }

    private func files(_ cells: Int, shards count: Int) throws -> [Named] {
        try (1...count).map { index in
            let shard = try #require(Shard(index, of: count))
            let part = ResultFile.Part(shard: shard, cells: cells)
            return ("\(index).json", ResultFile(results: shard.select(from: Self.matrix(cells)), part: part))
        }
    }

    private func error(_ files: [Named]) throws -> String {
        try #require(throws: ChaosPullError.self) { try ResultFile.merging(files) }.message
    }

    @Test func shardsMergeToTheMatrixInItsOrder() throws {
        for cells in 0...25 {
            for count in 1...7 {
                let merged = try ResultFile.merging(try files(cells, shards: count).shuffled())
                #expect(merged == ResultFile(results: Self.matrix(cells)), "\(cells) cells, \(count) shards")
            }
        }
    }

    @Test func missingShardsAreNamed() throws {
        var files = try files(9, shards: 4)
        files.remove(at: 1)
        #expect(try error(files) == "shard 2/4 is missing; give the result file of every shard")
        files.removeLast()
        #expect(try error(files) == "shards 2/4, 4/4 are missing; give the result file of every shard")
    }

    @Test func aShardThatIsThereTwiceIsNamed() throws {
        let files = try files(9, shards: 2)
        #expect(
            try error(files + [("again.json", files[0].file)])
                == "1.json and again.json are both shard 1/2; leave one out")
    }

    @Test func aCellThatIsThereTwiceIsNamed() throws {
        let one = ResultFile(results: [.sample("a")])
        #expect(
            try error([("x.json", one), ("y.json", one)])
                == "a, docker 20.10.24, seed 7 is in x.json and in y.json; every cell may be there once"
        )
        var files = try files(4, shards: 2)
        files[1].file = ResultFile(results: files[0].file.results, part: files[1].file.part)
        #expect(try error(files).contains("s0, docker 20.10.24, seed 7 is in 1.json and in 2.json"))
    }

    @Test func shardsOfDifferentMatricesAreRefused() throws {
        let mixed = [try files(9, shards: 2)[0], try files(8, shards: 2)[1]]
        #expect(try error(mixed).contains("2.json is shard 2/2 of 8 cells, and 1.json is shard 1/2 of 9"))
        let counts = [try files(9, shards: 2)[0], try files(9, shards: 3)[1]]
        #expect(try error(counts).contains("merge shards of one matrix only"))
        let whole = [try files(9, shards: 2)[0], ("all.json", ResultFile(results: []))]
        #expect(try error(whole).hasPrefix("all.json is no shard, and 1.json is one"))
    }

    @Test func aShardThatLacksOrExceedsItsCellsIsNamed() throws {
        var files = try files(9, shards: 2)
        let all = files[1].file.results
        files[1].file = ResultFile(results: Array(all.dropLast()), part: files[1].file.part)
        #expect(try error(files).contains("2.json lacks cells of shard 2/2"))
        files[1].file = ResultFile(results: all + [.sample("more")], part: files[1].file.part)
        #expect(try error(files).contains("2.json holds 5 results, more than shard 2/2 of 9 cells"))
    }

    @Test(arguments: [Int.max, 1_000_000_000, -1, Int.min])
    func anImpossibleNumberOfCellsIsRefused(cells: Int) throws {
        let shard = try #require(Shard(1, of: 1))
        let file = ResultFile(results: Self.matrix(2), part: ResultFile.Part(shard: shard, cells: cells))
        #expect(try error([("a.json", file)]).contains("\(cells) cells were to run"))
    }

    @Test func filesThatAreNoShardsArePutTogether() throws {
        let files = [("a", ResultFile(results: [.sample("a")])), ("b", ResultFile(results: [.sample("b")]))]
        #expect(try ResultFile.merging(files).results.map(\.scenario) == ["a", "b"])
        #expect(try ResultFile.merging([]).results.isEmpty)
    }
}
