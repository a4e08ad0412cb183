import Judging

/// The result files of shards, put together again.
extension ResultFile {
    /// Merges files; the results are in the order of the whole matrix.
    ///
    /// Files that are no shards are concatenated; then only duplicates are errors.
    ///
    /// - Parameter files: the files, each with its name for errors.
    public static func merging(_ files: [(name: String, file: ResultFile)]) throws -> ResultFile {
        let parts = files.compactMap { entry in entry.file.part.map { (entry.name, $0, entry.file.results) } }
        guard let first = parts.first else {
            try refuseDuplicates(files)
            return ResultFile(results: files.flatMap(\.file.results))
        }
        if let whole = files.first(where: { $0.file.part == nil }) {
            throw ChaosPullError("\(whole.name) is no shard, and \(first.0) is one; merge shards with shards only")
        }
        let (count, cells) = (first.1.shard.count, first.1.cells)
        var byIndex: [Int: (name: String, results: [RunResult])] = [:]
        for (name, part, results) in parts {
            guard part.shard.count == count, part.cells == cells else {
                throw ChaosPullError(
                    "\(name) is shard \(part.shard) of \(part.cells) cells, and \(first.0) is shard \(first.1.shard) of "
                        + "\(cells); merge shards of one matrix only"
                )
            }
            if let other = byIndex[part.shard.index] {
                throw ChaosPullError("\(other.name) and \(name) are both shard \(part.shard); leave one out")
            }
            byIndex[part.shard.index] = (name, results)
        }
        let missing = (1...count).filter { byIndex[$0] == nil }.map { "\($0)/\(count)" }
        guard missing.isEmpty else {
            throw ChaosPullError(
                "\(missing.count == 1 ? "shard" : "shards") \(missing.joined(separator: ", ")) "
                    + "\(missing.count == 1 ? "is" : "are") missing; give the result file of every shard"
            )
        }
        try refuseDuplicates(files)
        return ResultFile(results: try inOrder(byIndex, count: count, cells: cells))
    }

    private static func refuseDuplicates(_ files: [(name: String, file: ResultFile)]) throws {
        var owner: [String: String] = [:]
        for (name, file) in files {
            for result in file.results {
                let label = result.label
                if let other = owner.updateValue(name, forKey: label) {
                    throw ChaosPullError("\(label) is in \(other) and in \(name); every cell may be there once")
                }
            }
        }
    }

    private static func inOrder(
        _ shards: [Int: (name: String, results: [RunResult])], count: Int, cells: Int
    ) throws -> [RunResult] {
        var sizes: [Int: Int] = [:]
        // Shard sizes differ by at most one cell, so this bounds the loop by the size of the files.
        guard cells <= shards.values.reduce(count, { $0 + $1.results.count }), cells >= 0 else {
            throw ChaosPullError(
                "\(cells) cells were to run, and the shards hold \(shards.values.reduce(0) { $0 + $1.results.count }); "
                    + "run the shards again"
            )
        }
        var order: [RunResult] = []
        for position in 0..<cells {
            guard let index = (1...count).first(where: { Shard($0, of: count)?.owns(position) == true }),
                let shard = shards[index]
            else { continue }
            let place = sizes[index, default: 0]
            sizes[index] = place + 1
            guard place < shard.results.count else {
                throw ChaosPullError(
                    "\(shard.name) lacks cells of shard \(index)/\(count): it holds \(shard.results.count); run it again"
                )
            }
            order.append(shard.results[place])
        }
        for (index, shard) in shards.sorted(by: { $0.key < $1.key })
        where sizes[index, default: 0] < shard.results.count {
            throw ChaosPullError(
                "\(shard.name) holds \(shard.results.count) results, more than shard \(index)/\(count) of \(cells) cells"
                    + " has; run it again"
            )
        }
        return order
    }
}

extension RunResult {
    /// What distinguishes this run from others of a matrix, for people.
    var label: String { "\(scenario), \(puller) \(version), seed \(seedText)" }

    /// The seed, and the number of the repetition if there are several.
    var seedText: String { "\(seed)" + (repetition.map { ", run \($0)" } ?? "") }
}
