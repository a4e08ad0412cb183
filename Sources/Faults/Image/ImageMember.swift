import ImageContent

/// Sets a member of a document, whatever it means.
package struct ImageMember: ImageFault {
    package static let name = "image.member"
    package static let summary = "set or remove a member of a document, with digests and sizes to match"
    static let part = ImageChange.part
    static let member = Parameter(
        "member", .text(.anything(1...200)),
        "its path, as in `rootfs.type` and `layers.0.size`; what is not there on the way is made")
    static let value = Parameter(
        "value", .text(.anything(1...4096)), otherwise: "the member is removed",
        "JSON, as in `3` and `[]`; anything that is no JSON is a text")
    static let added = Parameter(
        "added", .boolean, default: false,
        "whether the value becomes one more item of a list, before the one that is there")
    package static let parameters: [any ParameterDeclaration] = [part, member, value, added]

    private let part: ImagePart
    private let path: [String]
    private let value: JSONValue?
    private let isAdded: Bool

    package init(_ fields: Fields) throws(LanguageError) {
        part = try fields.imagePart(Self.part)
        path = try fields.value(of: Self.member).split(separator: ".", omittingEmptySubsequences: false).map(
            String.init)
        isAdded = try fields.value(of: Self.added)
        value = try fields.value(of: Self.value).map { text in
            (try? ImageDocument.decode(JSONValue.self, from: Array(text.utf8), named: "value")) ?? .string(text)
        }
    }

    package var slots: [Slot] { [Slot("\(path.joined(separator: ".")) of \(part)")] }

    package var delivery: ImageDelivery { ImageDelivery(of: [part.resource]) }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard case .layer = part else { return nil }
        return FaultObjection("part", "a layer has no members; expected index, manifest or config")
    }

    package func edit(_ image: inout ImageDraft) {
        image.editDocument(part) { [path, value, isAdded] document in
            document.set(path[...], to: value, isAdded: isAdded)
        }
    }
}

extension InjectedFault {
    /// Sets or removes a member of a document: `image.member`.
    ///
    /// - Parameters:
    ///   - part: `.index`, `.manifest` or `.config`.
    ///   - member: its path, as in `rootfs.type` and `layers.0.size`.
    ///   - value: JSON, or a text; without it the member is removed.
    ///   - added: whether the value becomes one more item of a list, before the one that is there.
    public static func imageMember(
        _ part: Resource, _ member: String, value: String? = nil, added: Bool? = nil
    ) -> InjectedFault {
        InjectedFault(
            ImageMember.self, ImageMember.part(part), ImageMember.member(member), ImageMember.value(value),
            ImageMember.added(added))
    }
}
