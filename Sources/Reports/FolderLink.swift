/// The address of a run's folder as a page names it.
enum FolderLink {
    /// The way from a page's file to a folder, as a relative reference (RFC 3986 section 4.2).
    ///
    /// - Parameters:
    ///   - page: the path of the file with the page.
    ///   - folder: the path of the folder.
    ///   - base: the absolute path that both start from unless they are absolute.
    static func address(from page: String, to folder: String, base: String) -> String {
        let start = parts(page, base).dropLast()
        let end = parts(folder, base)
        let same = zip(start, end).prefix { $0 == $1 }.count
        let words = Array(repeating: "..", count: start.count - same) + end.dropFirst(same).map(escaped)
        // A first word with a colon would be a scheme.
        return "./" + words.map { $0 + "/" }.joined()
    }

    /// The names on the way from the root to a file.
    private static func parts(_ path: String, _ base: String) -> [String] {
        var parts: [String] = []
        for part in (path.hasPrefix("/") ? path : base + "/" + path).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        return parts
    }

    /// All but unreserved characters become percent-encoded bytes (RFC 3986 section 2).
    private static func escaped(_ name: String) -> String {
        name.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-._~".contains(Character(scalar)))
            guard !isPlain else { return String(scalar) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }
}
