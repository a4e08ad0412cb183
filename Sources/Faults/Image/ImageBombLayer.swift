import ImageContent

/// Puts a small layer in the place of one that becomes large, or takes much work, where it is unpacked.
package struct ImageBombLayer: ImageFault {
    package static let name = "image.bomb-layer"
    package static let summary = "put a small layer in the place of one that becomes large where it is unpacked"
    static let part = Parameter("part", .imageLayer, "the layer")
    static let form = Parameter(
        "form", .word(BombLayer.self, called: "form of layer"),
        "zeros: a file of so many KiB; entries: so many empty files; members: so many gzip members without content; "
            + "pax-header: a header of so many KiB; sparse-map: a sparse file of so many pieces; padding: so many KiB "
            + "of zeros behind the end of the archive")
    static let count = Parameter(
        "count", .integer(in: BombLayer.counts), "how much there is: KiB, files, members or pieces")
    package static let parameters: [any ParameterDeclaration] = [part, form, count]

    private let number: Int
    private let form: BombLayer
    private let count: Int

    package init(_ fields: Fields) throws(LanguageError) {
        number = try fields.imageLayer(Self.part)
        form = try fields.value(of: Self.form)
        count = try fields.value(of: Self.count)
    }

    package var slots: [Slot] { [.bytes(of: .layer(number))] }

    package var delivery: ImageDelivery { ImageDelivery(of: [.layer(number)]) }

    package func edit(_ image: inout ImageDraft) {
        let type = image.recipe.format.gzipLayerType
        if let layer = form.layer(count, mediaType: type) { image.replaceLayer(number, with: layer) }
    }
}

extension InjectedFault {
    /// Puts a small layer in the place of one that becomes large where it is unpacked: `image.bomb-layer`.
    ///
    /// - Parameter count: KiB, files, members or pieces.
    public static func imageBombLayer(_ layer: Resource, form: BombLayer, count: Int) -> InjectedFault {
        InjectedFault(
            ImageBombLayer.self, ImageBombLayer.part(layer), ImageBombLayer.form(form), ImageBombLayer.count(count))
    }
}
