import ImageContent

/// Says another size of a document or a blob than it has, in the descriptor that names it (descriptor.md, "size").
package struct ImageSize: ImageFault {
    package static let name = "image.size"
    package static let summary = "say a wrong size in the descriptor of a document or a layer"
    static let part = Parameter("part", .imagePart, "whose size is wrong: `manifest`, `config` or a layer")
    static let by = Parameter(
        "by", .integer(in: -1_000_000_000...1_000_000_000), otherwise: "as `to` says",
        "bytes that are said beyond those that there are")
    static let to = Parameter("to", .integer(in: -1...largest), otherwise: "as `by` says", "the size that is said")
    /// Up to which all readers of JSON agree about whole numbers (RFC 8259 section 6).
    private static let largest = (1 << 53) - 1
    package static let parameters: [any ParameterDeclaration] = [part, by, to]

    private let part: ImagePart
    private let error: Int?
    private let size: Int?

    package init(_ fields: Fields) throws(LanguageError) {
        part = try fields.imagePart(Self.part)
        error = try fields.value(of: Self.by)
        size = try fields.value(of: Self.to)
        if error != nil, size != nil {
            throw fields.error(about: Self.by, "'by' and 'to' both say the size; expected one of them")
        }
    }

    package var slots: [Slot] { [Slot("the size of \(part)")] }

    package var delivery: ImageDelivery { ImageDelivery(of: [part.parent ?? part.resource]) }

    package var isOfDescriptor: Bool { true }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        if part.parent == nil { return .noDescriptor }
        if error == nil, size == nil { return FaultObjection("fault", "no size is said; expected 'by' or 'to'") }
        return error == 0 ? FaultObjection("by", "0 says the right size; expected a number below or above it") : nil
    }

    package func edit(_ image: inout ImageDraft) {
        image.editDescriptor(of: part) { [error, size] descriptor in
            guard case .integer(let right)? = descriptor["size"] else { return }
            descriptor["size"] = .integer(size ?? right + (error ?? 0))
        }
    }
}

extension FaultObjection {
    /// About what the tag names.
    static let noDescriptor = FaultObjection(
        "part", "what the tag names has no descriptor; expected manifest, config or a layer such as layer-1")
}

extension InjectedFault {
    /// Says a wrong size in the descriptor of a document or a layer: `image.size`; one of `by` and `to`.
    ///
    /// - Parameters:
    ///   - part: `.manifest`, `.config` or a layer.
    ///   - by: bytes that are said beyond those that there are.
    ///   - to: the size that is said, from -1.
    public static func imageSize(_ part: Resource, by error: Int? = nil, to size: Int? = nil) -> InjectedFault {
        InjectedFault(ImageSize.self, ImageSize.part(part), ImageSize.by(error), ImageSize.to(size))
    }
}
