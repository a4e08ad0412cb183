import Faults
import ImageContent

extension ImageRecipe {
    enum Key: String, CaseIterable {
        case layers, format, index
        case layerSize = "layer-size"
    }

    init(_ element: Element) throws(LanguageError) {
        self.init()
        for (key, value) in try element.entries(Key.self, of: "an image") {
            switch key {
            case .layers: layers = try value.integer(in: Self.layerCounts)
            case .layerSize: layerSize = try value.byteSize(in: Self.layerSizes)
            case .format: format = try value.word(called: "format")
            case .index: isIndexed = try value.boolean()
            }
        }
    }
}
