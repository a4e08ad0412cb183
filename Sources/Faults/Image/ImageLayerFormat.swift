import ImageContent

/// Puts a small layer that cannot be unpacked in the place of one, with digest and DiffID to match.
package struct ImageLayerFormat: ImageFault {
    package static let name = "image.layer-format"
    package static let summary = "put a small layer that cannot be unpacked in the place of one, with digests to match"
    static let part = Parameter("part", .imageLayer, "the layer")
    static let form = Parameter(
        "form", .word(LayerFormat.self, called: "form of layer"),
        "not-gzip: plain text; gzip-cut: half of it; gzip-checksum: a wrong CRC-32 at the end; bad-header: no header "
            + "of tar; bad-checksum: in the header of a file; cut-in-entry: in the content of a file; size-lies: a "
            + "file of 1 GiB with a few bytes")
    package static let parameters: [any ParameterDeclaration] = [part, form]

    private let number: Int
    private let form: LayerFormat

    package init(_ fields: Fields) throws(LanguageError) {
        number = try fields.imageLayer(Self.part)
        form = try fields.value(of: Self.form)
    }

    package var slots: [Slot] { [.bytes(of: .layer(number))] }

    package var delivery: ImageDelivery { ImageDelivery(of: [.layer(number)]) }

    package func edit(_ image: inout ImageDraft) {
        let type = image.recipe.format.gzipLayerType
        image.replaceLayer(number, with: form.layer(number, mediaType: type))
    }
}

extension InjectedFault {
    /// Puts a layer that cannot be unpacked in the place of one: `image.layer-format`.
    public static func imageLayerFormat(_ layer: Resource, form: LayerFormat) -> InjectedFault {
        InjectedFault(ImageLayerFormat.self, ImageLayerFormat.part(layer), ImageLayerFormat.form(form))
    }
}
