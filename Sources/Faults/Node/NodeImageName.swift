/// Has the puller pull an image that is not there, as somebody does who mistypes its name or its tag.
package struct NodeImageName: NodeFault {
    package static let name = "node.image-name"
    package static let summary = "pull by a wrong repository or a wrong tag"
    static let repository = Parameter(
        "repository", .text(path), otherwise: "the right one", "the repository that stands in the reference")
    static let tag = Parameter("tag", .text(word), otherwise: "the right one", "the tag that stands in the reference")
    package static let parameters: [any ParameterDeclaration] = [repository, tag]

    /// Such that no reader of references minds (distribution, reference/reference.go).
    private static let path = TextRule(1...100, "lowercase letters, digits and /", ["a"..."z", "0"..."9", "/"..."/"])
    private static let word = TextRule(1...100, "lowercase letters and digits", ["a"..."z", "0"..."9"])

    private let repository: String?
    private let tag: String?

    package init(_ fields: Fields) throws(LanguageError) {
        repository = try fields.value(of: Self.repository)
        tag = try fields.value(of: Self.tag)
        guard repository != nil || tag != nil else {
            throw fields.element.error("nothing is changed; expected repository or tag")
        }
    }

    package var slots: [Slot] { [Slot("the image's name")] }

    /// A request by the wrong name proves it, whatever host it goes to.
    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [.reference(WrongReference(repository: repository, tag: tag))],
            proofs: [
                .event { [repository, tag] event in
                    guard case .request(let request) = event else { return nil }
                    let isMeant =
                        (repository.map { request.path.hasPrefix("/v2/\($0)/") } ?? true)
                        && (tag.map { request.path.hasSuffix("/manifests/\($0)") } ?? true)
                    return isMeant ? "\(request.path) was asked for" : nil
                }
            ])
    }
}

extension InjectedFault {
    /// Has the puller pull by a wrong name: `node.image-name`.
    ///
    /// - Parameters:
    ///   - repository: of lowercase letters, digits and `/`.
    ///   - tag: of lowercase letters and digits.
    public static func nodeImageName(repository: String? = nil, tag: String? = nil) -> InjectedFault {
        InjectedFault(NodeImageName.self, NodeImageName.repository(repository), NodeImageName.tag(tag))
    }
}
