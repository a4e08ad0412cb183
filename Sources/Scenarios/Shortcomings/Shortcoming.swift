import Faults

/// A cause for which pullers fall short of what scenarios expect, or a trait that keeps them from meeting a fault.
public struct Shortcoming: Sendable, CatalogEntry {
    /// Whether it is a fault of the puller, which `known` names, or none, which `skip` names.
    public enum Kind: String, Sendable, CaseIterable { case shortcoming, trait }

    /// As in `no-stall-timeout`.
    public let id: String
    /// Whether `known` names it, or `skip`.
    public let kind: Kind
    /// What it is, in one sentence without a full stop.
    public let what: String
    /// Who has it, and in which versions.
    package let pullers: [PullerSelector]
    /// Where it was reported, as in `oras-project/oras-go#916`.
    public let see: [String]
    /// Where it can be seen: repository, version, file and line.
    public let source: [String]
    /// How it mostly shows; nil if each scenario says that.
    let usually: Element?
    let element: Element

    /// Who has it, as written, such as `docker <29`.
    public var pullerTexts: [String] { pullers.map(\.description) }

    enum Key: String, CaseIterable { case what, puller, see, source, usually }

    /// What `usually` and a scenario may not say, because it is said here.
    static let ownKeys: Set<String> = ["because", "see", "shortcoming"]

    /// Reads one entry of a file.
    init(id: String, kind: Kind, _ element: Element) throws(LanguageError) {
        var what: String?
        var pullers: [PullerSelector] = []
        var see: [String] = []
        var source: [String] = []
        var usually: Element?
        for (key, value) in try element.entries(Key.self, of: "a \(kind.rawValue)") {
            switch key {
            case .what: what = try value.scalar("what it is, as text")
            case .puller: pullers = try PullerSelector.oneOrMore(value)
            case .see: see = try value.texts("such as 'docker/for-linux#3'")
            case .source: source = try value.texts("such as 'oras-project/oras-go v2.6.0 content.go:60'")
            case .usually: usually = try Self.usually(value, kind, puller: element[Key.puller.rawValue])
            }
        }
        guard let what else { throw element.missing(Key.what.rawValue, "what it is, as text") }
        guard !pullers.isEmpty else { throw element.missing(Key.puller.rawValue, PullerSelector.expected) }
        self.id = id
        self.kind = kind
        self.what = what
        self.pullers = pullers
        self.see = see
        self.source = source
        self.usually = usually
        self.element = element
    }

    /// Refuses what no entry of `known` could say.
    private static func usually(_ value: Element, _ kind: Kind, puller: Element?) throws(LanguageError) -> Element {
        guard kind == .shortcoming else {
            throw value.error("a trait shows nothing; expected no 'usually'")
        }
        guard let puller else { return value }
        let reason = Element(.scalar("its cause", isPlain: false), at: value.position, path: value.path)
        let entries =
            value.entries.filter { $0.key != "puller" } + [
                Element.Entry(key: "puller", keyPosition: value.position, value: puller),
                Element.Entry(key: "because", keyPosition: value.position, value: reason),
            ]
        guard case .mapping = value.content else { throw value.error("found \(value.kindName); expected how it shows") }
        _ = try KnownShortcoming(Element(.mapping(entries), at: value.position, path: value.path))
        return value
    }
}
