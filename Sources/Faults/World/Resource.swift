/// What a request is about, in the words of scenarios, as in `manifest`, `config` and `layer-2`.
public struct Resource: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The word.
    public let name: String

    package init(_ name: String) { self.name = name }

    /// Reads the word.
    public init(from decoder: any Decoder) throws { name = try decoder.singleValueContainer().decode(String.self) }

    /// Writes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    /// The word.
    public var description: String { name }

    package static let ping = Resource("ping")
    package static let token = Resource("token")
    package static let tags = Resource("tags")
    package static let manifest = Resource("manifest")
    package static let index = Resource("index")
    package static let config = Resource("config")
    package static let other = Resource("other")
    package static func layer(_ number: Int) -> Resource { Resource("layer-\(number)") }

    /// Words that stand for several resources.
    package static let groups: [String: @Sendable (Resource) -> Bool] = [
        "layer": { $0.name.hasPrefix("layer-") },
        "blob": { $0.name.hasPrefix("layer-") || $0 == .config },
        "manifest": { $0 == .manifest || $0 == .index },
    ]

    /// Whether a word of a scenario, of one resource or of a group, means this one.
    package func isMeant(by word: String) -> Bool {
        name == word || Self.groups[word].map { $0(self) } == true
    }

    /// Whether a scenario may use this word.
    package static func isKnown(_ word: String) -> Bool {
        if fixedWords.contains(word) { return true }
        guard word.hasPrefix("layer-"), let number = Int(word.dropFirst(6)) else { return false }
        return (1...128).contains(number)
    }

    package static let fixedWords = ["ping", "token", "tags", "manifest", "index", "config", "layer", "blob"]
}
