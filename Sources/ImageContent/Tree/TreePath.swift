/// Paths of a tree: no `/` in front or behind, no `.`, and empty for the tree itself.
///
/// They are printable, and equal only if their bytes are: what is not a printable character of ASCII is written as
/// `\xc3`. So two names that Unicode takes for the same stay two.
package enum TreePath {
    /// A name of a file as a part of a path.
    package static func text(_ name: some StringProtocol) -> String {
        if name.utf8.allSatisfy(isPlain) { return String(name) }
        return name.utf8.reduce(into: "") { text, byte in
            if isPlain(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16)
                text += byte == UInt8(ascii: "\\") ? "\\\\" : "\\x" + (digits.count < 2 ? "0" : "") + digits
            }
        }
    }

    /// The path of an entry of an archive, as Go's `filepath.Clean` makes it.
    ///
    /// `leadsOut` is true for a name that leads above the tree; then the path is where it leads if it stays inside.
    static func cleaned(_ name: String) -> (path: String, leadsOut: Bool) {
        var parts: [String] = []
        var leadsOut = false
        for part in name.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(text(part))
            } else if parts.popLast() == nil {
                leadsOut = true
            }
        }
        return (parts.joined(separator: "/"), leadsOut)
    }

    /// The folder that has an entry; nil for the tree itself.
    static func parent(of path: String) -> String? {
        if path.isEmpty { return nil }
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[..<slash])
    }

    /// The folders above an entry, the nearest first, without the tree itself.
    static func ancestors(of path: String) -> [String] {
        var found: [String] = []
        var path = path
        while let parent = parent(of: path), !parent.isEmpty {
            found.append(parent)
            path = parent
        }
        return found
    }

    static func name(of path: String) -> Substring {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path[...] }
        return path[path.utf8.index(after: slash)...]
    }

    package static func joined(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : folder + "/" + name
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "\\")
    }
}
