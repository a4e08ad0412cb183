/// A time as file systems and archives keep it, since 1970-01-01T00:00:00Z.
package struct FileTime: Sendable, Equatable, CustomStringConvertible {
    /// The second in which it is; negative before 1970.
    package var seconds: Int
    /// What has passed of it, 0 to 999,999,999.
    package var nanoseconds: Int

    package init(seconds: Int, nanoseconds: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Reads seconds as pax writes them, as in `1577836800.25`; nil for other text.
    ///
    /// POSIX.1-2017, pax, "pax Extended Header File Times". Digits beyond nanoseconds are cut off.
    init?(pax text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isNegative = text.hasPrefix("-")
        let digits = (isNegative ? parts[0].dropFirst() : parts[0]).utf8
        let fraction = parts.count > 1 ? parts[1].utf8 : "".utf8[...]
        guard
            !digits.isEmpty, digits.allSatisfy(Self.isDigit), fraction.allSatisfy(Self.isDigit),
            let whole = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        let nine = Array(fraction.prefix(9)) + [UInt8](repeating: 0x30, count: max(0, 9 - fraction.count))
        let nanoseconds = nine.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        if isNegative, nanoseconds > 0 {
            self.init(seconds: -whole - 1, nanoseconds: 1_000_000_000 - nanoseconds)
        } else {
            self.init(seconds: isNegative ? -whole : whole, nanoseconds: nanoseconds)
        }
    }

    /// Seconds, with a fraction of nine digits where there is one.
    package var description: String {
        guard nanoseconds != 0 else { return "\(seconds)" }
        let digits = String(nanoseconds)
        return "\(seconds)." + String(repeating: "0", count: 9 - digits.count) + digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
