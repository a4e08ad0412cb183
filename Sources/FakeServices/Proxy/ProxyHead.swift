/// The head of an HTTP/1 message as a proxy reads it (RFC 9112 section 2.1); input is not trusted.
struct ProxyHead: Equatable {
    /// The most bytes of a head; a signed URL and a token fit many times.
    static let largest = 16 << 10

    struct Field: Equatable {
        let name: String
        let value: String
    }

    /// The request line or status line, as received.
    let start: String
    let fields: [Field]

    /// Reads the bytes before the empty line; nil if they are no head.
    init?(_ bytes: some Collection<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        // A single LF also ends a line (RFC 9112 section 2.2).
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" }
        guard let first = lines.first, !first.isEmpty, Self.isPrintable(first) else { return nil }
        start = String(first)
        var fields: [Field] = []
        for line in lines.dropFirst() where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, Self.isPrintable(line) else {
                return nil
            }
            let name = line[..<colon]
            guard !name.contains(where: { $0.isWhitespace }) else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields.append(Field(name: String(name), value: String(value)))
        }
        self.fields = fields
    }

    /// The number of bytes up to the end of the empty line after the head; nil while it is missing.
    static func length(in bytes: some Collection<UInt8>) -> Int? {
        var newlines = 0
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"): newlines += 1
            case UInt8(ascii: "\r"): break
            default: newlines = 0
            }
            if newlines == 2 { return place + 1 }
        }
        return nil
    }

    /// Method, target and version of a request line (RFC 9112 section 3); nil for another line.
    var request: (method: String, target: String)? {
        let words = start.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2].hasPrefix("HTTP/1."), !words[0].isEmpty, !words[1].isEmpty else { return nil }
        return (String(words[0]), String(words[1]))
    }

    private static func isPrintable(_ line: Substring) -> Bool {
        line.unicodeScalars.allSatisfy { ($0.value >= 0x20 && $0.value != 0x7f) || $0 == "\t" }
    }
}

extension ProxyHead {
    /// Headers for one hop only (RFC 9110 section 7.6.1), and those for proxies.
    private static let ofOneHop: Set<String> = [
        "connection", "proxy-connection", "keep-alive", "te", "upgrade", "proxy-authorization", "proxy-authenticate",
    ]

    /// The head for the next hop, with another start line, as the last message of its connection.
    func passedOn(start: String) -> [UInt8] {
        let kept = fields.filter { !Self.ofOneHop.contains($0.name.lowercased()) }
        let lines = [start] + kept.map { "\($0.name): \($0.value)" } + ["Connection: close"]
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
