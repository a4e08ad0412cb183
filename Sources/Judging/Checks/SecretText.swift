/// Finds secrets by their form, in linear time.
enum SecretText {
    /// A token: three parts of Base64url with dots between them, of which two start like JSON objects (RFC 7519 section
    /// 3).
    static func hasToken(_ text: String) -> Bool {
        let words = text.utf8.split { !isOfBase64URL($0) && $0 != UInt8(ascii: ".") }
        return words.contains { word in
            let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            return zip(parts, zip(parts.dropFirst(), parts.dropFirst(2))).contains { header, rest in
                header.contains(start) && rest.0.starts(with: start) && rest.1.count >= 16
            }
        }
    }

    /// A query's `signature=` with a value, not with a masking word.
    static func hasSignature(_ text: String) -> Bool {
        let text = text.lowercased()
        return ["signature=", "signature%3d"].contains { key in
            text.ranges(of: key).contains { range in
                text[range.upperBound...].utf8.prefix { isHexadecimal($0) }.count >= 16
            }
        }
    }

    /// `{"` in Base64, as far as it does not depend on the next byte.
    private static let start = Array("eyJ".utf8)

    private static func isOfBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
