/// The scope of a requested token, as in `repository:library/demo:pull,push` (distribution, "Token Scope
/// Documentation").
struct Scope: Sendable, Equatable, CustomStringConvertible {
    let type: String
    let name: String
    let actions: [String]

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3, let type = parts.first, let actions = parts.last else { return nil }
        self.type = String(type)
        name = parts[1..<(parts.count - 1)].joined(separator: ":")
        self.actions = actions.split(separator: ",").map(String.init)
    }

    var description: String { "\(type):\(name):\(actions.joined(separator: ","))" }

    /// The part that is granted: pulling from any repository, so that the registry is asked and says what it has.
    var granted: AccessEntry? {
        guard type == "repository", Self.isRepositoryName(name) else { return nil }
        return AccessEntry(type: type, name: name, actions: actions.filter { $0 == "pull" })
    }

    /// Whether the text could name a repository: path components of a few characters (OCI distribution
    /// specification, "Pulling manifests"), at most 255 in all.
    static func isRepositoryName(_ text: String) -> Bool {
        guard (1...255).contains(text.utf8.count) else { return false }
        return text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { component in
            guard let first = component.utf8.first, let last = component.utf8.last else { return false }
            return isLetterOrDigit(first) && isLetterOrDigit(last)
                && component.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
