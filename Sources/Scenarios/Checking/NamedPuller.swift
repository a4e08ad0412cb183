import Faults

/// A place in a scenario that names a puller.
struct NamedPuller: Sendable {
    let name: String
    let position: Position
    let path: String

    /// The places in `known` and `skip`, in the order of the document.
    static func all(in parts: ScenarioParts) -> [NamedPuller] {
        let selectors =
            parts.known.map { ($0.value.pullers, $0.element) } + parts.exemptions.map { ($0.value.pullers, $0.element) }
        return selectors.flatMap { pullers, element in
            zip(pullers, element["puller"]?.itemsOrSelf ?? []).map { selector, place in
                NamedPuller(name: selector.name, position: place.position, path: place.path)
            }
        }.sorted { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) }
    }

    /// Why it names no puller; nil for a valid name.
    func objection(among names: [String]?) -> LanguageError? {
        guard let names, !names.contains(name) else { return nil }
        return LanguageError(
            at: position, path: path,
            "unknown puller '\(name.clipped)'; "
                + Suggestion.sentence(
                    for: name, among: names,
                    otherwise: "expected one that 'chaospull list pullers' names, or its file by --puller-file"))
    }
}
