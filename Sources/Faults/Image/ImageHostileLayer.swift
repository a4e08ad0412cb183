import ImageContent

/// Puts a layer in the place of one that tries to write or read outside of it, with digests to match.
package struct ImageHostileLayer: ImageFault {
    package static let name = "image.hostile-layer"
    package static let summary = "put a layer in the place of one that tries to write or read outside of it"
    static let part = Parameter("part", .imageLayer, "the layer; forms of several layers take those above it too")
    static let form = Parameter(
        "form", .word(HostileLayer.self, called: "form of layer"),
        "parent-names: names with `..`; absolute-names: names that begin with `/`; link-out: symbolic links to the root, "
            + "and files below them; hard-link-out: hard links to files of the node; mode-out: links to such files with "
            + "another mode; root-link: the layer's own folder is a link; swapped-folder: three layers, a folder, a link "
            + "in its place, a file below it; device: the memory of the machine and a disk; long-name: 64 KiB; "
            + "bare-whiteout: whiteouts that name nothing; whiteout-out: whiteouts of the folder above; "
            + "own-decompressor: a program xz, then a layer of xz; broken-xz: a layer of xz that ends early")
    package static let parameters: [any ParameterDeclaration] = [part, form]

    private let number: Int
    private let form: HostileLayer

    package init(_ fields: Fields) throws(LanguageError) {
        number = try fields.imageLayer(Self.part)
        form = try fields.value(of: Self.form)
    }

    private var numbers: Range<Int> { number..<number + form.layers }

    package var slots: [Slot] { numbers.map { .bytes(of: .layer($0)) } }

    package var delivery: ImageDelivery { ImageDelivery(of: [.layer(numbers.upperBound - 1)]) }

    package func edit(_ image: inout ImageDraft) {
        let type = image.recipe.format.gzipLayerType
        for (number, layer) in zip(numbers, form.made(mediaType: type)) { image.replaceLayer(number, with: layer) }
    }
}

extension InjectedFault {
    /// Puts a layer in the place of one that tries to write or read outside of it: `image.hostile-layer`.
    public static func imageHostileLayer(_ layer: Resource, form: HostileLayer) -> InjectedFault {
        InjectedFault(ImageHostileLayer.self, ImageHostileLayer.part(layer), ImageHostileLayer.form(form))
    }
}
