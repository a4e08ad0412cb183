extension ImageDraft {
    /// Makes the image of a recipe and a seed; numbers out of range become the nearest in range.
    ///
    /// Every layer is read through once for its digests, which takes a few seconds for 4 GiB.
    package init(recipe: ImageRecipe, seed: UInt64) {
        let counts = ImageRecipe.layerCounts
        let count = min(max(recipe.layers, counts.lowerBound), counts.upperBound)
        let layers = (1...count).map { ordinal in
            let isRepeated = ordinal == count && recipe.shapes.contains(.repeatedLayer)
            return Self.layer(recipe, seed: seed, ordinal: isRepeated ? 1 : ordinal)
        }
        self.init(recipe: recipe, layers: layers, documents: SyntheticDocuments(recipe, layers).documents)
    }

    private static func layer(_ recipe: ImageRecipe, seed: UInt64, ordinal: Int) -> DraftLayer {
        let sizes = recipe.sizes(ofLayer: ordinal)
        var recipe = recipe
        recipe.layerSize = min(max(recipe.layerSize(ordinal), sizes.lowerBound), sizes.upperBound)
        recipe.layerSizes = []
        if recipe.isMade(ordinal), let layer = MadeLayer.layer(recipe: recipe, seed: seed, ordinal: ordinal) {
            return layer
        }
        return DraftLayer(
            SyntheticLayer(
                seed: seed, ordinal: ordinal, size: recipe.layerSize,
                isChunked: recipe.compression(ordinal) == .zstdChunked),
            mediaType: recipe.layerType(ordinal)
        ).named(by: recipe.digest)
    }
}
