extension ImageTruth {
    /// What stores of unpacked layers are ordered by: of each layer, lowest first, the number of it and all below it.
    ///
    /// OCI image specification, config.md, "Layer ChainID".
    package var chainIDs: [Digest] {
        diffIDs.reduce(into: []) { chain, diffID in
            chain.append(chain.last.map { .sha256(of: Array("\($0) \(diffID)".utf8)) } ?? diffID)
        }
    }
}
