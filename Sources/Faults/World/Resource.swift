/// What a request is for, in the words of scenarios, such as `manifest`, `config` and `layer-2`.
public struct Resource: Hashable, Sendable, Codable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The word, as in `layer-2`.
    public let name: String

    package init(_ name: String) { self.name = name }

    /// A resource or a group of them, by its word; an unknown word becomes an error of the scenario.
    public init(stringLiteral name: String) { self.name = name }

    /// Reads the word.
    public init(from decoder: any Decoder) throws { name = try decoder.singleValueContainer().decode(String.self) }

    /// Writes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    /// The word.
    public var description: String { name }

    /// The version check, `/v2/`.
    public static let ping = Resource("ping")
    /// A token of the token service.
    public static let token = Resource("token")
    /// The list of tags.
    public static let tags = Resource("tags")
    /// The manifest; in matches and counts, the index too.
    public static let manifest = Resource("manifest")
    /// The index, which names a manifest for each platform.
    public static let index = Resource("index")
    /// The image configuration.
    public static let config = Resource("config")
    /// A tunnel through the proxy to any host (RFC 9110 section 9.3.6), in matches and counts.
    public static let connect = Resource("connect")
    /// A tunnel through the proxy to one host.
    public static func connect(to host: Role) -> Resource { Resource("connect-\(host.rawValue)") }
    /// A plain HTTP request that the proxy passes on.
    public static let forwarded = Resource("forwarded")
    /// Any other request.
    public static let other = Resource("other")
    /// All layers, in matches and counts.
    public static let layer = Resource("layer")
    /// All layers and the configuration, in matches and counts.
    public static let blob = Resource("blob")
    /// One layer, from 1.
    public static func layer(_ number: Int) -> Resource { Resource("layer-\(number)") }

    /// Words for groups of resources.
    package static let groups: [String: @Sendable (Resource) -> Bool] = [
        "layer": { $0.name.hasPrefix("layer-") },
        "blob": { $0.name.hasPrefix("layer-") || $0 == .config },
        "manifest": { $0 == .manifest || $0 == .index },
        "connect": { $0.name.hasPrefix("connect-") },
    ]

    /// Whether a word of a scenario, for one resource or a group, includes this one.
    package func isMeant(by word: String) -> Bool {
        name == word || Self.groups[word].map { $0(self) } == true
    }

    /// Whether a scenario may use this word.
    package static func isKnown(_ word: String) -> Bool {
        if fixedWords.contains(word) { return true }
        guard word.hasPrefix("layer-"), case let digits = word.dropFirst(6),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits)
        else { return false }
        return (1...128).contains(number)
    }

    package static let fixedWords = ["ping", "token", "tags", "manifest", "index", "config", "layer", "blob"] + ofProxy

    /// The words for tunnels through the proxy.
    private static let ofProxy =
        ["connect"] + Role.behindProxy.map { Resource.connect(to: $0).name } + ["forwarded"]
}
