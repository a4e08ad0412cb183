/// The requests that a word of a scenario selects: a resource or a group of them, at one host or any.
///
/// For example `layer-2` and `layer-2 at mirror`.
package struct RequestSelector: Sendable, Equatable {
    /// The word for the resource, as in `layer-2` and `blob`.
    package let resource: String
    /// Nil for any host.
    package let host: Role?

    /// The hosts that requests are for.
    package static let hosts: [Role] = [.registry, .auth, .cdn, .mirror, .proxy]

    private static let separator = " at "

    /// Nil if the word names a host that takes no requests.
    package init?(_ word: String) {
        guard let range = word.firstRange(of: Self.separator) else {
            self.init(resource: word, host: nil)
            return
        }
        guard let host = Role(rawValue: String(word[range.upperBound...])), Self.hosts.contains(host) else {
            return nil
        }
        self.init(resource: String(word[..<range.lowerBound]), host: host)
    }

    private init(resource: String, host: Role?) {
        self.resource = resource
        self.host = host
    }

    /// Whether a request or an answer is selected.
    package func covers(_ resource: Resource, at host: Role) -> Bool {
        (self.host == nil || self.host == host) && resource.isMeant(by: self.resource)
    }
}

extension Resource {
    /// Requests for it at one host, for counting requests, as in `.layer(1).at(.mirror)`.
    public func at(_ host: Role) -> Resource { Resource("\(name) at \(host.rawValue)") }
}
