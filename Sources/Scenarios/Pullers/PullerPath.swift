import Faults

/// The path of a file or folder in the node, as written in a puller's file.
enum PullerPath {
    /// Folders that belong to the kernel or to this machine, or that every run fills itself.
    static let taken = [
        "/proc", "/sys", "/dev", "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf",
        "/etc/ssl/certs/ca-certificates.crt",
    ]

    /// The permitted form of a path; `~/` is the home too, since a key cannot begin with a brace.
    private static let placeholders: Set<PullerTemplate.Placeholder> = [
        .home, .registry, .repository, .storage, .tag, .tmp,
    ]

    private static let expected = "an absolute path such as /etc/mytool.conf, ~/auth.json or '{storage}/image'"

    static func template(_ element: Element) throws(LanguageError) -> PullerTemplate {
        let text = try element.scalar(expected)
        let path = text.hasPrefix("~/") ? "{home}" + text.dropFirst() : text
        let template = try PullerTemplate(path, in: element)
        guard template.placeholders.isSubset(of: placeholders) else {
            let names = placeholders.map { "{\($0.rawValue)}" }.sorted().joined(separator: ", ")
            throw element.error("found '\(text.clipped)'; expected a path with no placeholder but \(names)")
        }
        // Only the form of placeholders matters here.
        let shape = template.filled { [.home, .storage, .tmp].contains($0) ? "/\($0.rawValue)" : $0.rawValue }
        let parts = shape.split(separator: "/", omittingEmptySubsequences: false)
        let isWhole = parts.count > 1 && parts[0].isEmpty
        guard isWhole, parts.dropFirst().allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count < 256 })
        else {
            throw element.error("found '\(text.clipped)'; expected \(expected), without '.', '..' and '//'")
        }
        if let place = taken.first(where: { shape == $0 || shape.hasPrefix($0 + "/") }) {
            throw element.error("\(place) is not the puller's; expected \(expected)")
        }
        return template
    }
}
