import ImageContent

/// Says another platform than the image is for, in the index or in the configuration.
package struct ImagePlatform: ImageFault {
    package static let name = "image.platform"
    package static let summary = "say another platform in the index or in the configuration"
    static let place = Parameter(
        "in", .word(PlatformPlace.self, called: "document"), "the document that says it")
    static let os = Parameter("os", .text(word), otherwise: "the right one", "the system, such as windows")
    static let architecture = Parameter(
        "architecture", .text(word), otherwise: "the right one", "the processor, such as s390x")
    package static let parameters: [any ParameterDeclaration] = [place, os, architecture]

    /// As Go names them (image-index.md, "platform").
    private static let word = TextRule(1...32, "lowercase letters and digits", ["a"..."z", "0"..."9"])

    private let place: PlatformPlace
    private let os: String?
    private let architecture: String?

    package init(_ fields: Fields) throws(LanguageError) {
        place = try fields.value(of: Self.place)
        os = try fields.value(of: Self.os)
        architecture = try fields.value(of: Self.architecture)
    }

    package var slots: [Slot] { [Slot("the platform in the \(place.rawValue)")] }

    package var delivery: ImageDelivery { ImageDelivery(of: [place == .index ? .index : .config]) }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        os == nil && architecture == nil
            ? FaultObjection("fault", "nothing is changed; expected 'os' or 'architecture'") : nil
    }

    package func edit(_ image: inout ImageDraft) {
        let members = [("os", os), ("architecture", architecture)].compactMap { name, value in
            value.map { (name, JSONValue.string($0)) }
        }
        switch place {
        case .index:
            image.editDescriptor(of: .manifest) { descriptor in
                for (name, value) in members { descriptor.set(["platform", name], to: value) }
            }
        case .config:
            image.editDocument(.config) { configuration in
                for (name, value) in members { configuration.set([name], to: value) }
            }
        }
    }
}

/// The document that says which platform an image is for.
public enum PlatformPlace: String, Sendable, CaseIterable {
    /// The index, which names a manifest for each platform.
    case index
    /// The image configuration.
    case config
}

extension InjectedFault {
    /// Says another platform than the image is for: `image.platform`; at least one of the two.
    ///
    /// - Parameters:
    ///   - place: the document that says it.
    ///   - os: the system, such as `windows`.
    ///   - architecture: the processor, such as `s390x`.
    public static func imagePlatform(
        in place: PlatformPlace, os: String? = nil, architecture: String? = nil
    ) -> InjectedFault {
        InjectedFault(
            ImagePlatform.self, ImagePlatform.place(place), ImagePlatform.os(os),
            ImagePlatform.architecture(architecture))
    }
}
