/// A document or blob of an image, in the words of `Resource`.
package enum ImagePart: Hashable, Sendable, CustomStringConvertible {
    /// What the tag names, if that is an index.
    case index
    /// The manifest for the platform.
    case manifest
    /// The image configuration.
    case config
    /// A layer, from 1, lowest first.
    case layer(Int)

    /// Reads the word, as in `layer-2`; nil for any other.
    package init?(_ word: String) {
        switch word {
        case "index": self = .index
        case "manifest": self = .manifest
        case "config": self = .config
        default:
            guard word.hasPrefix("layer-"), let number = Int(word.dropFirst(6)),
                ImageRecipe.layerCounts.contains(number), word == "layer-\(number)"
            else { return nil }
            self = .layer(number)
        }
    }

    /// The word, as in `layer-2`.
    package var description: String {
        switch self {
        case .index: "index"
        case .manifest: "manifest"
        case .config: "config"
        case .layer(let number): "layer-\(number)"
        }
    }
}
