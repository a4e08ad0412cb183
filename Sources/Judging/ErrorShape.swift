/// An error text without times, addresses, ports, digests and other numbers, which differ from run to run.
package enum ErrorShape {
    /// Equal errors get equal shapes.
    ///
    /// HTTP status codes stay.
    package static func of(_ text: String) -> String {
        var shape = String(text.prefix(8192))
        // Times of RFC 3339, and times of day.
        shape = shape.replacing(/\d{4}[-\/]\d\d[-\/]\d\d[T ]\d\d:\d\d:\d\d([.,]\d+)?(Z|[+\-]\d\d:?\d\d)?/, with: "TIME")
        shape = shape.replacing(/\b\d\d:\d\d:\d\d([.,]\d+)?\b/, with: "TIME")
        shape = shape.replacing(/\bsha(256|512):[0-9a-f]{6,}/) { "sha\($0.1):DIGEST" }
        shape = shape.replacing(/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/, with: "HEX")
        shape = shape.replacing(/\[[0-9a-fA-F:]*:[0-9a-fA-F:]*\]/, with: "ADDRESS")
        // Durations as Go writes them: 1m30.5s.
        shape = shape.replacing(/\b(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+\b/, with: "DURATION")
        shape = shape.replacing(/(?i)\b(status(?: code)?|http(?: status)?)([ :=]{1,3})([1-5]\d\d)\b/) {
            "\($0.1)\($0.2)\(words($0.3))"
        }
        // Names of temporary files end in random numbers: storage1128352604.
        shape = shape.replacing(/\d{6,}/, with: "N")
        return shape.replacing(/\b\d+(\.\d+)*\b/, with: "N")
    }

    /// Digits as letters, which the last step keeps.
    private static func words(_ digits: Substring) -> String {
        "code" + String(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 49).map(Character.init) })
    }
}
