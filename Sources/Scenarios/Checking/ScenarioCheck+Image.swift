import Faults
import ImageContent

extension ScenarioCheck {
    /// Refuses an image that cannot be made, and settings of the node that it gives no meaning.
    var imageProblems: [LanguageError] {
        guard let image = parts.image, let node = parts.node, let element = parts.imageElement else {
            guard let node = parts.node, node.hasPartialImages else { return [] }
            return [partialProblem].compactMap(\.self)
        }
        // What an image on disk is like is for its pullers to judge.
        if image.layout != nil { return [] }
        func error(_ key: ImageRecipe.Key, _ message: String) -> LanguageError {
            (element[key.rawValue] ?? element).error(message)
        }
        var problems = sizeProblems(image, error)
        let compressions = (1...image.layers).map { image.compression($0) }
        if image.format == .dockerSchema1 { problems += schemaOneProblems(image, error) }
        if compressions.contains(where: { $0 == .zstd || $0 == .zstdChunked }), image.format == .docker {
            problems.append(error(.compression, "Docker's documents know no Zstandard; expected 'format: oci'"))
        }
        if compressions.contains(.zstdChunked), !image.features.isEmpty {
            problems.append(
                error(.features, "layers of zstd:chunked hold plain files only; expected another 'compression'"))
        }
        for (key, count) in [
            (ImageRecipe.Key.compression, image.compressions.count), (.layerSizes, image.layerSizes.count),
        ]
        where count > 0 && count != image.layers {
            problems.append(error(key, "found \(count) for \(image.layers) layers; expected one for each"))
        }
        for shape in image.shapes.sorted(by: { $0.rawValue < $1.rawValue }) {
            let word = shape.rawValue
            if image.format == .dockerSchema1, shape != .repeatedLayer {
                problems.append(
                    error(.shapes, "a manifest of schema 1 cannot say '\(word)'; expected another 'format'"))
                continue
            }
            if shape.needsIndex, !image.isIndexed {
                problems.append(error(.shapes, "'\(word)' is about an index; expected 'index: true'"))
            }
            if shape.needsOCI, image.format == .docker {
                problems.append(error(.shapes, "Docker's documents know no '\(word)'; expected 'format: oci'"))
            }
            if image.layers < shape.fewestLayers {
                problems.append(
                    error(.shapes, "'\(word)' takes \(shape.fewestLayers) layers; expected as many 'layers'"))
            }
        }
        if image.shapes.contains(.foreignLayer), parts.registry?.scheme == .http {
            problems.append(
                error(.shapes, "a foreign layer is named by a URL of https; expected 'scheme: https' in 'registry'"))
        }
        return problems + (node.hasPartialImages ? [partialProblem].compactMap(\.self) : [])
    }

    /// What a manifest of schema 1 has no words for: it names layers, and all else is in a text that Docker made.
    private func schemaOneProblems(
        _ image: ImageRecipe, _ error: (ImageRecipe.Key, String) -> LanguageError
    ) -> [LanguageError] {
        var problems: [LanguageError] = []
        if image.isIndexed {
            problems.append(error(.index, "no index names a manifest of schema 1; expected 'index: false'"))
        }
        let packed = (1...image.layers).map { image.compression($0) }
        if let other = packed.first(where: { ![.stored, .gzip, .gzipMembers, .gzipTrailing].contains($0) }) {
            problems.append(
                error(
                    .compression,
                    "the layers of schema 1 are in gzip, not '\(other.rawValue)'; expected stored, gzip, gzip-members "
                        + "or gzip-trailing"))
        }
        if image.digest != .sha256 {
            problems.append(error(.digest, "the digests of schema 1 are those of SHA-256; expected 'digest: sha256'"))
        }
        if image.manifestSize != nil {
            problems.append(
                error(.manifestSize, "the size of a signed manifest is as it comes; expected no 'manifest-size'"))
        }
        if image.configurationSize != nil {
            problems.append(
                error(.configurationSize, "an image of schema 1 has no configuration; expected no 'config-size'"))
        }
        return problems
    }

    private func sizeProblems(
        _ image: ImageRecipe, _ error: (ImageRecipe.Key, String) -> LanguageError
    ) -> [LanguageError] {
        let wrong = (1...image.layers).first { !image.sizes(ofLayer: $0).contains(image.layerSize($0)) }
        guard let wrong else { return [] }
        let sizes = image.sizes(ofLayer: wrong)
        let isComputed = !image.isMade(wrong) && image.compression(wrong) == .stored
        let kind = image.isMade(wrong) ? "layers made by a library" : "layers of \(image.compression(wrong).rawValue)"
        return [
            error(
                image.layerSizes.isEmpty ? .layerSize : .layerSizes,
                "\(Units.exact(bytes: image.layerSize(wrong))) is out of range\(isComputed ? "" : " of \(kind)"); "
                    + "expected \(Units.exact(bytes: sizes.lowerBound)) to \(Units.exact(bytes: sizes.upperBound))")
        ]
    }

    private var partialProblem: LanguageError? {
        guard parts.image?.compression != .zstdChunked,
            let place = parts.nodeElement?[NodeSettings.Key.partialImages.rawValue]
        else { return nil }
        return place.error("the layers have no table of contents; expected 'compression: zstd:chunked' in 'image'")
    }
}
