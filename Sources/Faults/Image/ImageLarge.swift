import ImageContent

/// Makes a document large: valid JSON with a very long text in a member that nobody knows.
package struct ImageLarge: ImageFault {
    package static let name = "image.large"
    package static let summary = "make a document large, by a long text in a member that nobody knows"
    static let part = ImageChange.part
    static let size = Parameter("size", .size(in: (1 << 10)...(256 << 20)), "how many bytes are added")
    static let digest = ImageChange.digest
    package static let parameters: [any ParameterDeclaration] = [part, size, digest]

    private let change: ImageChange
    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        change = try ImageChange(fields)
        size = try fields.value(of: Self.size)
    }

    package var slots: [Slot] { change.slots }

    package var isOfAnswers: Bool { change.isOfAnswers }

    /// A puller that stops in the middle has met it, and so has one that sees the size and does not ask.
    package var delivery: ImageDelivery { ImageDelivery(of: change.deliveryBySize, extent: .begun) }

    package func objection(in world: HealthyWorld) -> FaultObjection? { change.objectionToLayers }

    package func edit(_ image: inout ImageDraft) {
        change.make(
            in: &image,
            bytes: { [size] document in
                guard document.count > 2, document.first == UInt8(ascii: "{") else { return nil }
                let text = [UInt8](repeating: UInt8(ascii: "x"), count: size)
                return Array(#"{"chaospull":""#.utf8) + text + Array(#"","#.utf8) + document.dropFirst()
            })
    }
}

extension InjectedFault {
    /// Makes a document large: `image.large`.
    ///
    /// - Parameters:
    ///   - part: `.index`, `.manifest` or `.config`.
    ///   - size: how many bytes are added.
    ///   - digest: whether the documents above have the digest of what is served; they do without it.
    public static func imageLarge(_ part: Resource, size: Int, digest: StatedDigest? = nil) -> InjectedFault {
        InjectedFault(ImageLarge.self, ImageLarge.part(part), ImageLarge.size(size), ImageLarge.digest(digest))
    }
}
