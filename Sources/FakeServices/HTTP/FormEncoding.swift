import FoundationEssentials

/// `application/x-www-form-urlencoded`, as in queries and in the forms of OAuth 2.
enum FormEncoding {
    static func pairs(in text: some StringProtocol) -> [(name: String, value: String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                decode(parts.first ?? "", plusIsSpace: true), decode(parts.dropFirst().first ?? "", plusIsSpace: true)
            )
        }
    }

    /// Undoes percent-encoding (RFC 3986 section 2.1); what is malformed stays as it is.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        var decoded: [UInt8] = []
        var rest = ArraySlice(Array(text.utf8))
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let escaped = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                decoded.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}

/// Text in Base64 (RFC 4648 section 4).
enum Base64Text {
    static func decode(_ text: some StringProtocol) -> String? {
        Data(base64Encoded: String(text)).flatMap { String(bytes: $0, encoding: .utf8) }
    }
}
