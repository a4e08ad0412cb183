import Faults

/// A program with its arguments, as written in a puller's file.
package struct PullerCommand: Sendable, Equatable {
    /// A name that is looked up in the search path, or an absolute path.
    package let executable: String
    package let arguments: [PullerTemplate]

    /// The most words that a command can have.
    private static let mostWords = 256

    /// Folders that the node has for itself, so a user's program in them is not visible.
    private static let ownFolders = ["/tmp/", "/run/", "/dev/", "/proc/", "/sys/", "/storage/"]

    static let expected = "a command such as 'mytool pull {image}', or a list of words"

    /// Reads a text, which is split into words as by a shell, or a list of words, which are used as they are.
    ///
    /// A placeholder never makes two words of one.
    package init(_ element: Element) throws(LanguageError) {
        var words: [String]
        if case .sequence = element.content {
            words = try element.list(of: "words such as [mytool, pull, '{image}']", atMost: Self.mostWords) {
                (item) throws(LanguageError) in
                if case .scalar("", isPlain: false) = item.content { return "" }
                return try item.scalar("a word, in quotes if it begins with a brace")
            }
        } else {
            words = try ShellWords.split(element.scalar(Self.expected), in: element)
        }
        guard let executable = words.first, !executable.isEmpty else {
            throw element.error("found no program; expected \(Self.expected)")
        }
        guard words.count <= Self.mostWords else {
            throw element.error("\(words.count) words are too many; expected at most \(Self.mostWords)")
        }
        try Self.check(executable, in: element)
        words.removeFirst()
        var arguments: [PullerTemplate] = []
        for word in words { arguments.append(try PullerTemplate(word, in: element)) }
        self.executable = executable
        self.arguments = arguments
    }

    /// The last part of the program's path.
    package var toolName: String { executable.split(separator: "/").last.map(String.init) ?? executable }

    private static func check(_ executable: String, in element: Element) throws(LanguageError) {
        guard try PullerTemplate(executable, in: element).placeholders.isEmpty else {
            throw element.error("the program is '\(executable.clipped)'; expected a name without a placeholder")
        }
        guard !executable.contains("/") || executable.hasPrefix("/") else {
            throw element.error("'\(executable.clipped)' is a relative path; expected a name or an absolute path")
        }
        if let folder = ownFolders.first(where: executable.hasPrefix) {
            throw element.error(
                "the node has a \(folder.dropLast()) of its own, without '\(executable.clipped)'; expected another place"
            )
        }
    }
}
