/// A Swift file of this repository.
struct SourceFile: Sendable {
    /// As in `Sources/Faults/Packet/PacketDrop.swift`.
    let path: String
    let text: String
    let lines: [Substring]
    /// The lines without comments and without the contents of string literals.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var isInText = false
        code = lines.map { line in
            let hasFence = line.contains("\"\"\"")
            defer { if hasFence { isInText.toggle() } }
            return isInText || hasFence ? "" : Self.withoutTextAndComment(line)
        }
    }

    /// Every file in Sources; read once, as many tests use them all.
    private static let sources = Result {
        try Repository.files(in: "Sources", ending: ".swift").map {
            SourceFile(path: $0, text: try Repository.text($0))
        }
    }

    static func all(in folder: String = "Sources") throws -> [SourceFile] {
        try sources.get().filter { $0.path.hasPrefix(folder + "/") }
    }

    private var components: [Substring] { path.split(separator: "/") }
    var module: String { components.dropFirst().first.map(String.init) ?? "" }
    var folder: String { components.dropLast().last.map(String.init) ?? "" }
    var name: String { String(components.last?.dropLast(6) ?? "") }

    /// The modules of its `import` lines.
    var imports: [String] {
        code.compactMap { line in
            guard line.contains("import ") else { return nil }
            let words = line.split(separator: " ")
            guard let keyword = words.firstIndex(of: "import"), words.prefix(keyword).allSatisfy(Self.isModifier),
                let module = words.last
            else { return nil }
            return module.split(separator: ".").first.map(String.init)
        }
    }

    /// The types that it declares with one of these protocols.
    func types(conformingTo protocols: [String]) -> [String] {
        code.compactMap { line in
            guard line.contains(":"), let match = line.firstMatch(of: /(?:struct|enum|class)\s+(\w+)\s*:\s*([\w, ]+)/)
            else { return nil }
            let inherited = match.2.split(whereSeparator: { ", ".contains($0) }).map(String.init)
            return inherited.contains(where: protocols.contains) ? String(match.1) : nil
        }
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "private", "fileprivate"].contains(word)
    }

    private static func withoutTextAndComment(_ line: Substring) -> String {
        var code: [UInt8] = []
        var isInText = false
        var previous = UInt8(ascii: " ")
        for byte in line.utf8 {
            if !isInText, byte == UInt8(ascii: "/"), previous == byte {
                code.removeLast()
                break
            }
            if byte == UInt8(ascii: "\""), !(isInText && previous == UInt8(ascii: "\\")) { isInText.toggle() }
            if !isInText { code.append(byte) }
            // An escaped backslash escapes nothing.
            previous = previous == UInt8(ascii: "\\") && byte == previous ? 0 : byte
        }
        return String(decoding: code, as: UTF8.self)
    }
}
