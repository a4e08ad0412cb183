/// A link in a Markdown document.
struct MarkdownLink {
    private let target: Substring

    /// The links of a text, except in code blocks.
    static func all(in text: String) -> [MarkdownLink] {
        prose(of: text).flatMap { line in line.matches(of: /\]\(([^)\s]+)\)/).map { MarkdownLink(target: $0.1) } }
    }

    /// The anchors of a text's headings, as GitHub names them.
    static func headings(in text: String) -> [String] {
        prose(of: text).filter { $0.hasPrefix("#") }.map { line in
            String(
                line.drop { $0 == "#" || $0 == " " }.lowercased().compactMap { character -> Character? in
                    character == " "
                        ? "-" : character.isLetter || character.isNumber || "-_".contains(character) ? character : nil
                })
        }
    }

    /// Whether it leads to another site.
    var isExternal: Bool { target.contains("://") || target.hasPrefix("mailto:") }

    /// The heading that it leads to, if it names one.
    var heading: String? { target.firstIndex(of: "#").map { String(target[target.index(after: $0)...]) } }

    /// The file that it leads to, from the root of the repository.
    func path(from document: String) -> String {
        let file = target.prefix { $0 != "#" }
        guard !file.isEmpty else { return document }
        var parts = document.split(separator: "/").dropLast()
        for part in file.split(separator: "/") where part != "." {
            if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private static func prose(of text: String) -> [Substring] {
        var isCode = false
        return text.split(separator: "\n").filter { line in
            if line.hasPrefix("```") { isCode.toggle() }
            return !isCode
        }
    }
}
