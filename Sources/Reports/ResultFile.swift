import FoundationEssentials
import Judging

/// The file that `--report json=FILE` writes and `compare` and `merge` read: results, and what made them.
public struct ResultFile: Sendable, Codable, Equatable {
    /// The part of a matrix that a file holds.
    public struct Part: Sendable, Codable, Equatable {
        /// Which part of the matrix it is.
        public let shard: Shard
        /// The number of cells of the whole matrix, so that a merge notices shards of different ones.
        public let cells: Int

        /// Makes a description of a part.
        public init(shard: Shard, cells: Int) {
            self.shard = shard
            self.cells = cells
        }
    }

    /// The version of the format in `docs/results.schema.json`.
    public static let currentSchema = 1

    /// The version of the format.
    public let schema: Int
    /// The version of the program that made it.
    public let chaospull: String
    /// One per cell, in the order of the matrix.
    public let results: [RunResult]
    /// How each puller stands to the clauses of specifications; nil if no run asks about one.
    public let conformance: [Conformance]?
    /// Nil if it holds the whole matrix.
    public let part: Part?

    /// Puts results into a file.
    public init(results: [RunResult], part: Part? = nil, chaospull: String = ChaosPullVersion.current) {
        schema = Self.currentSchema
        self.chaospull = chaospull
        self.results = results
        let conformance = Conformance.all(of: results)
        self.conformance = conformance.isEmpty ? nil : conformance
        self.part = part
    }

    /// Reads a file that `JSONReport` wrote.
    ///
    /// - Throws: `ChaosPullError` with the file and the way out.
    public init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ChaosPullError("file \(path) cannot be read; give one that '--report json=FILE' wrote")
        }
        do {
            self = try JSONDecoder().decode(ResultFile.self, from: data)
        } catch {
            throw ChaosPullError("\(path) is no result file of this version; give one that '--report json=FILE' wrote")
        }
        guard schema == Self.currentSchema else {
            throw ChaosPullError(
                "\(path) has schema \(schema), and this version reads \(Self.currentSchema); use the chaospull that made it"
            )
        }
    }
}
