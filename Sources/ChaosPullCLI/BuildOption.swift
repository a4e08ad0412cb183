/// The option `--with`, which belongs to the `--puller` before it.
enum BuildOption {
    /// The name of a build whose option gives none.
    private static let usualName = "with"

    /// Joins each `--with` to its puller: `--puller podman --with DIR` becomes `--puller podman+with=DIR`.
    ///
    /// What belongs to no puller stays, and the parser says so.
    static func joined(_ arguments: [String]) -> [String] {
        var joined: [String] = []
        var puller: Int?
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" { return joined + [word] + rest }
            if let value = value(of: "--puller", word, &rest) {
                joined.append("--puller=" + value)
                puller = joined.count - 1
            } else if let value = value(of: "--with", word, &rest) {
                guard let place = puller else {
                    joined.append("--with=" + value)
                    continue
                }
                joined[place] += "+" + (isNamed(value) ? value : "\(usualName)=\(value)")
                puller = nil
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    /// The folder of the build that a puller's name tells of, as in `podman+with=DIR`; nil without one.
    static func folder(of puller: String) -> String? {
        let parts = puller.split(separator: "+", maxSplits: 1)
        guard parts.count == 2, let sign = parts[1].firstIndex(of: "=") else { return nil }
        return String(parts[1][parts[1].index(after: sign)...])
    }

    /// A path may have a `=` too; a name has no `/`.
    private static func isNamed(_ value: String) -> Bool {
        guard let sign = value.firstIndex(of: "=") else { return false }
        return !value[..<sign].contains("/") && !value[..<sign].isEmpty
    }

    private static func value(of option: String, _ word: String, _ rest: inout ArraySlice<String>) -> String? {
        if word == option { return rest.popFirst() }
        return word.hasPrefix(option + "=") ? String(word.dropFirst(option.count + 1)) : nil
    }
}
