import ImageContent

/// States another digest for an unpacked layer in the configuration than it has (config.md, "rootfs").
package struct ImageDiffID: ImageFault {
    package static let name = "image.diff-id"
    package static let summary = "state a wrong digest of an unpacked layer in the configuration"
    static let part = Parameter("part", .imageLayer, "the layer whose DiffID is wrong")
    package static let parameters: [any ParameterDeclaration] = [part]

    private let number: Int

    package init(_ fields: Fields) throws(LanguageError) {
        number = try fields.imageLayer(Self.part)
    }

    package var slots: [Slot] { [Slot("the DiffID of layer-\(number)")] }

    package var delivery: ImageDelivery { ImageDelivery(of: [.config]) }

    package func edit(_ image: inout ImageDraft) {
        let wrong = Digest.sha256(of: Array("not layer \(number)".utf8))
        image.editDocument(.config) { [number] configuration in
            configuration.set(["rootfs", "diff_ids", "\(number - 1)"], to: .string(wrong.description))
        }
    }
}

extension InjectedFault {
    /// States a wrong digest of an unpacked layer in the configuration: `image.diff-id`.
    public static func imageDiffID(_ layer: Resource) -> InjectedFault {
        InjectedFault(ImageDiffID.self, ImageDiffID.part(layer))
    }
}
