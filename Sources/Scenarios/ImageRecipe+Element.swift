import Faults
import ImageContent

extension ImageRecipe {
    enum Key: String, CaseIterable {
        case layers, format, compression, index
        case layerSize = "layer-size"
        case baseLayers = "base-layers"
        case layerSizes = "layer-sizes"
        case features = "content"
        case shapes = "with"
        case manifestSize = "manifest-size"
        case configurationSize = "config-size"
        case digest
        case layout, tag
        case asIs = "as-is"

        /// What an image on disk can have; the others are about synthetic images.
        static let ofLayout: Set<Key> = [.layout, .tag, .asIs]
    }

    init(_ element: Element) throws(LanguageError) {
        self.init()
        let entries = try element.entries(Key.self, of: "an image")
        let hasLayout = entries.contains { $0.key == .layout }
        var source = LayoutSource(path: "")
        for (key, value) in entries {
            guard Key.ofLayout.contains(key) == hasLayout else {
                throw value.error(
                    hasLayout
                        ? "the image of 'layout' is served as it is; expected no '\(key.rawValue)'"
                        : "only an image on disk has '\(key.rawValue)'; expected 'layout' beside it")
            }
            switch key {
            case .layers: layers = try value.integer(in: Self.layerCounts)
            case .layerSize: layerSize = try value.byteSize(in: 1...Self.layerSizes.upperBound)
            case .format: format = try value.word(called: "format")
            case .compression:
                if case .sequence = value.content {
                    compressions = try value.list(of: "words such as [gzip, zstd]") {
                        (e) throws(LanguageError) in try e.word(called: "compression")
                    }
                } else {
                    compression = try value.word(called: "compression")
                }
            case .layerSizes:
                layerSizes = try value.list(of: "sizes such as [1 MiB, 64 KiB]") {
                    (e) throws(LanguageError) in try e.byteSize(in: 1...Self.layerSizes.upperBound)
                }
            case .features:
                features = try value.list(of: "words such as [links, whiteouts]") {
                    (e) throws(LanguageError) in try e.word(called: "content")
                }
            case .shapes:
                shapes = Set(
                    try value.list(of: "words such as [attestations]") {
                        (e) throws(LanguageError) in try e.word(called: "shape")
                    })
            case .manifestSize: manifestSize = try value.byteSize(in: Self.manifestSizes)
            case .configurationSize: configurationSize = try value.byteSize(in: Self.configurationSizes)
            case .digest: digest = try value.word(called: "digest")
            case .index: isIndexed = try value.boolean()
            case .baseLayers: baseLayers = try value.integer(in: 0...Self.layerCounts.upperBound - 1)
            case .layout:
                source.path = try value.scalar("the folder of an OCI layout, or an archive of 'docker save'")
            case .tag: source.tag = try value.scalar("the name of an image in the layout")
            case .asIs: source.isAsIs = try value.boolean()
            }
        }
        if hasLayout { layout = source }
        if !entries.contains(where: { $0.key == .index }) { isIndexed = format.hasIndexes }
    }
}
