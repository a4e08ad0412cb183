/// Formats figures, without a locale.
enum Figures {
    static func milliseconds(_ duration: Duration) -> String { "\(decimal(duration / .milliseconds(1))) ms" }

    static func seconds(_ duration: Duration) -> String { "\(decimal(duration / .seconds(1))) s" }

    static func mebibytes(_ bytes: Int) -> String { "\(decimal(Double(bytes) / Double(1 << 20))) MiB" }

    static func ratio(_ part: Duration, _ whole: Duration) -> String {
        let percent = Int((part / whole * 100).rounded())
        return "\(percent) %"
    }

    /// With two decimals.
    static func hundredths(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// As in `123 (120 to 131)`.
    static func thousands(_ spread: Quartiles<Double>) -> String {
        func text(_ value: Double) -> String { "\(Int((value / 1000).rounded()))" }
        return "\(text(spread.median)) (\(text(spread.lower)) to \(text(spread.upper)))"
    }

    /// With one decimal.
    private static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
