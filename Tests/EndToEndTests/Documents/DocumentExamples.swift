import Foundation

/// The commands of a page with what it says that they print: its blocks of `console`.
struct DocumentExamples {
    struct Example {
        let command: String
        let shown: [Substring]
    }

    let examples: [Example]

    init(page: String) {
        let blocks = page.split(separator: "```console\n").dropFirst().compactMap { $0.split(separator: "```").first }
        var examples: [Example] = []
        for line in blocks.flatMap({ $0.split(separator: "\n") }) {
            if line.hasPrefix("$ ") {
                examples.append(Example(command: String(line.dropFirst(2)), shown: []))
            } else if let last = examples.popLast() {
                examples.append(Example(command: last.command, shown: last.shown + [line]))
            }
        }
        self.examples = examples
    }

    /// What stands before the output of the n-th command.
    static func mark(_ place: Int) -> String { "=== example \(place)" }

    /// All commands, for one shell.
    var script: String {
        examples.enumerated().map { "echo '\(Self.mark($0))'\n\($1.command)\n" }.joined()
    }

    /// The commands that did not print what the page shows, with what they printed.
    func differences(from output: String) -> [String] {
        var rest = output[...]
        return examples.enumerated().compactMap { place, example in
            let end = rest.firstRange(of: Self.mark(place + 1))?.lowerBound ?? rest.endIndex
            let printed = rest[..<end].split(separator: "\n").dropFirst()
            rest = rest[end...]
            let isAsShown = Self.isMatch(example.shown.map(Self.normalised)[...], printed.map(Self.normalised)[...])
            return isAsShown ? nil : "$ \(example.command)\n" + printed.joined(separator: "\n")
        }
    }

    /// Times, and the spaces of a table, differ from run to run.
    static func normalised(_ line: Substring) -> String {
        String(line).replacing(/\d+(\.\d+)? m?s\b/, with: "0 s").replacing(/time="[^"]*"/, with: "time")
            .split(separator: " ").joined(separator: " ")
    }

    /// Whether lines are as shown, where a line `…` stands for any lines, and `…` in a line for anything.
    static func isMatch(_ shown: ArraySlice<String>, _ printed: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return printed.isEmpty }
        if first == "…" {
            return isMatch(shown.dropFirst(), printed)
                || (!printed.isEmpty && isMatch(shown, printed.dropFirst()))
        }
        guard let line = printed.first, isMatch(line: line, shown: first) else { return false }
        return isMatch(shown.dropFirst(), printed.dropFirst())
    }

    private static func isMatch(line: String, shown: String) -> Bool {
        let parts = shown.components(separatedBy: "…")
        guard parts.count > 1 else { return line == shown }
        guard line.hasPrefix(parts[0]), line.hasSuffix(parts[parts.count - 1]) else { return false }
        var rest = line[...]
        for part in parts where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
