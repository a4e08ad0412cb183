import ImageContent

/// Gives a document or a blob another media type than it has.
package struct ImageMediaType: ImageFault {
    package static let name = "image.media-type"
    package static let summary = "give a document or a layer another media type than it has"
    static let part = Parameter("part", .imagePart, "what has it: `index`, `manifest`, `config` or a layer")
    static let type = Parameter("type", .text(.headerValue(1...200)), "the media type")
    static let place = Parameter(
        "in", .word(MediaTypePlace.self, called: "place"), default: .all,
        "descriptor: in the document above; document: in its own mediaType; answer: in Content-Type; all: wherever it "
            + "has one")
    package static let parameters: [any ParameterDeclaration] = [part, type, place]

    private let part: ImagePart
    private let type: String
    private let place: MediaTypePlace

    package init(_ fields: Fields) throws(LanguageError) {
        part = try fields.imagePart(Self.part)
        type = try fields.value(of: Self.type)
        place = try fields.value(of: Self.place)
    }

    package var slots: [Slot] { [Slot("the media type of \(part)")] }

    /// The type of a manifest is known with its descriptor, and a puller need not ask for more.
    package var delivery: ImageDelivery {
        switch place {
        case .descriptor, .all: ImageDelivery(of: [part.parent ?? part.resource])
        case .document, .answer: ImageDelivery(of: [part.resource])
        }
    }

    package var isOfDescriptor: Bool { place == .descriptor || part.isBlob }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        switch (place, part) {
        case (.descriptor, .index):
            FaultObjection("in", "what the tag names has no descriptor; expected document, answer or all")
        case (.document, .config), (.document, .layer), (.answer, .config), (.answer, .layer):
            FaultObjection("in", "only index and manifest say their type themselves; expected descriptor or all")
        default: nil
        }
    }

    package func edit(_ image: inout ImageDraft) {
        let isDocument = part == .index || part == .manifest
        if place == .descriptor || place == .all {
            image.editDescriptor(of: part) { [type] in $0["mediaType"] = .string(type) }
        }
        guard isDocument else { return }
        if place == .document || place == .all {
            image.editDocument(part) { [type] in $0["mediaType"] = .string(type) }
        }
        if place == .answer || place == .all { image.servedTypes[part] = type }
    }
}

/// Where a media type is said.
public enum MediaTypePlace: String, Sendable, CaseIterable {
    /// In the descriptor, which stands in the document above.
    case descriptor
    /// In the document's own member `mediaType`.
    case document
    /// In the header Content-Type.
    case answer
    /// Wherever it is said.
    case all
}

extension InjectedFault {
    /// Gives a document or a layer another media type than it has: `image.media-type`.
    ///
    /// - Parameters:
    ///   - part: `.index`, `.manifest`, `.config` or a layer.
    ///   - type: the media type.
    ///   - place: where it is said; everywhere without it.
    public static func imageMediaType(
        _ part: Resource, _ type: String, in place: MediaTypePlace? = nil
    ) -> InjectedFault {
        InjectedFault(
            ImageMediaType.self, ImageMediaType.part(part), ImageMediaType.type(type), ImageMediaType.place(place))
    }
}
