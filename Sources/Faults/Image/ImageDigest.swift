import ImageContent

/// Names a document or a blob by another digest than usual, in the descriptor (descriptor.md, "Digests").
///
/// Whatever it is named by, it is served under that name, unless it is `other`.
package struct ImageDigest: ImageFault {
    package static let name = "image.digest"
    package static let summary = "name a document or a layer by a digest of another form, and serve it by that name"
    static let part = Parameter("part", .imagePart, "what is named: `manifest`, `config` or a layer")
    static let form = Parameter(
        "form", .word(DigestForm.self, called: "form of digest"),
        "sha512: a right one; blake3, unknown: of an algorithm that pullers need not know; upper-case, short, long, "
            + "empty, path: against the grammar; other: a right one of something that is not there")
    package static let parameters: [any ParameterDeclaration] = [part, form]

    private let part: ImagePart
    private let form: DigestForm

    package init(_ fields: Fields) throws(LanguageError) {
        part = try fields.imagePart(Self.part)
        form = try fields.value(of: Self.form)
    }

    package var slots: [Slot] { [Slot("the digest of \(part)")] }

    package var delivery: ImageDelivery { ImageDelivery(of: [part.parent ?? part.resource]) }

    package var isOfDescriptor: Bool { true }

    package func objection(in world: HealthyWorld) -> FaultObjection? { part.parent == nil ? .noDescriptor : nil }

    package func edit(_ image: inout ImageDraft) {
        image.rename(part) { [form] content in form.text(of: content) }
        if form == .other { image.remove(part) }
    }
}

/// How a digest is written (descriptor.md, "Digests").
public enum DigestForm: String, Sendable, CaseIterable {
    /// A right digest of SHA-512.
    case sha512
    /// Of BLAKE3, which version 1.1.1 registers and few know.
    case blake3
    /// Of an algorithm that nobody has registered.
    case unknown
    /// SHA-256 in capitals, against "the encoded portion MUST match /[a-f0-9]{64}/".
    case upperCase = "upper-case"
    /// SHA-256 with one digit fewer.
    case short
    /// SHA-256 with one digit more.
    case long
    /// Nothing.
    case empty
    /// A path that leads out of where content is kept by digest.
    case path
    /// SHA-256 of something that is not there.
    case other

    /// The digest of some content in this form.
    func text(of content: Blob) -> String {
        let hex = content.named(by: .sha256).digest.hex
        return switch self {
        case .sha512: content.named(by: .sha512).digest.description
        case .blake3: "blake3:\(hex)"
        case .unknown: "chaospull+x:\(hex)"
        case .upperCase: "sha256:\(hex.uppercased())"
        case .short: "sha256:\(hex.dropLast())"
        case .long: "sha256:\(hex)0"
        case .empty: ""
        case .path: "sha256:../../../../../../../../etc/chaospull-canary"
        case .other: Digest.sha256(of: Array(hex.utf8)).description
        }
    }
}

extension InjectedFault {
    /// Names a document or a layer by a digest of another form: `image.digest`.
    ///
    /// - Parameters:
    ///   - part: `.manifest`, `.config` or a layer.
    ///   - form: the form.
    public static func imageDigest(_ part: Resource, form: DigestForm) -> InjectedFault {
        InjectedFault(ImageDigest.self, ImageDigest.part(part), ImageDigest.form(form))
    }
}
