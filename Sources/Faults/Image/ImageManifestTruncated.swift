import ImageContent

/// Cuts the manifest short and makes digests and lengths match, as an interrupted push would leave it.
package struct ImageManifestTruncated: ImageFault {
    package static let name = "image.manifest-truncated"
    package static let summary = "cut the manifest's JSON short, with digest and length to match"
    static let keep = Parameter("keep", .percentage(), default: 0.5, "how much of it is kept")
    package static let parameters: [any ParameterDeclaration] = [keep]

    private let keep: Double

    package init(_ fields: Fields) throws(LanguageError) {
        keep = try fields.value(of: Self.keep)
    }

    package var slots: [Slot] { [Slot("the manifest")] }

    package var servedIn: String { "manifest" }

    package func edit(_ image: inout ImageDraft) {
        // The last byte always goes: a complete manifest would be no fault.
        let count = min(Int(Double(image.manifest.count) * keep), image.manifest.count - 1)
        image.replaceManifest(with: Array(image.manifest.prefix(max(0, count))))
    }
}

extension InjectedFault {
    /// Cuts the manifest short, with digest and length to match: `image.manifest-truncated`.
    ///
    /// - Parameter keep: how much of it is kept, 0 to 1; half without it.
    public static func imageManifestTruncated(keep: Double? = nil) -> InjectedFault {
        InjectedFault(ImageManifestTruncated.self, ImageManifestTruncated.keep(keep))
    }
}
