import ImageContent

/// Where a puller keeps an image, in the form that is closest to what containers see.
package struct UnpackedImage: Sendable {
    /// One layer, by its path in the node.
    package enum Layer: Sendable, Equatable {
        /// Unpacked, as the upper folder of an overlay file system has it.
        case folder(String)
        /// As an archive, packed or not.
        case archive(String)
        /// As an archive in an archive of `docker save`.
        case member(String, of: String)
    }

    package enum Form: Sendable {
        /// Each layer by itself, lowest first.
        case layers([Layer])
        /// All layers in one folder, and how this has to be by the layers, lowest first.
        case flat(folder: String, expected: @Sendable ([LayerTree]) -> LayerTree)
    }

    package var form: Form
    package var rules: TreeRules

    package init(_ layers: [Layer], rules: TreeRules = TreeRules()) {
        form = .layers(layers)
        self.rules = rules
    }

    package init(_ form: Form, rules: TreeRules = TreeRules()) {
        self.form = form
        self.rules = rules
    }
}

/// What came of comparing the trees that a puller stored with those that were served.
package struct TreeReport: Sendable, Equatable {
    /// One sentence for each difference.
    package var problems: [String] = []
    /// How many entries were compared.
    package var entries = 0
    package var files = FileTally()
    /// Why some things were not compared.
    package var exceptions: [String] = []
}

extension PullerSession {
    /// Compares what is stored of each layer with its tree as it was served.
    ///
    /// A `TreeUnread` says why nobody can.
    ///
    /// - Parameter served: the trees of the layers, lowest first.
    package func compareTrees(with served: [LayerTree], truth: ImageTruth) async throws -> TreeReport {
        do {
            let image = try await puller.unpacked(in: sandbox, request, truth: truth)
            return try TreeReport(of: image, in: StoredFiles(of: sandbox), served: served)
        } catch let error as StoredFileError {
            throw TreeUnread(error.description)
        }
    }
}

extension TreeReport {
    init(of image: UnpackedImage, in files: StoredFiles, served: [LayerTree]) throws {
        var limit = TreeLimit.standard
        switch image.form {
        case .layers(let layers):
            guard layers.count == served.count else {
                throw TreeUnread("\(layers.count) unpacked layers were found, expected \(served.count)")
            }
            for (position, layer) in layers.enumerated() {
                var comparison = TreeComparison(
                    "layer \(position + 1)", of: served[position], above: served[..<position], rules: image.rules)
                try comparison.see(layer, in: files, limit: &limit)
                add(&comparison)
            }
        case .flat(let folder, let expected):
            let tree = expected(served)
            if let doubt = tree.doubt { throw TreeUnread(doubt) }
            var comparison = TreeComparison("image", of: tree, above: [], rules: image.rules)
            try comparison.see(.folder(folder), in: files, limit: &limit)
            add(&comparison)
        }
    }

    private mutating func add(_ comparison: inout TreeComparison) {
        problems += comparison.finish()
        entries += comparison.count
        files = files + comparison.files
        exceptions += comparison.exceptions.map(\.reason).filter { !exceptions.contains($0) }.sorted()
    }
}

extension TreeComparison {
    fileprivate mutating func see(
        _ layer: UnpackedImage.Layer, in files: StoredFiles, limit: inout TreeLimit
    ) throws {
        switch layer {
        case .folder(let path):
            // Where its place is there and the folder is not, somebody has removed it: nothing of the layer is there.
            let place = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
            if try !files.isFolder(path), try files.isFolder(place) { return }
            try files.forEachEntry(in: path, limit: &limit) { see($0, $1, file: $2) }
        case .archive(let path): see(try LayerTree(layer: files.reader(path), limit: &limit))
        case .member(let name, let archive):
            guard let read = try DockerArchiveLayers.reader(of: name, in: { try files.reader(archive) }) else {
                throw TreeUnread("\(archive) has no file '\(name)'")
            }
            see(try LayerTree(layer: read, limit: &limit))
        }
    }
}
