/// The units of the scenario language and how values are written back with them.
package enum Units {
    /// In nanoseconds.
    package static let duration: KeyValuePairs<String, Double> = [
        "ms": 1e6, "s": 1e9, "min": 60e9, "h": 3600e9,
    ]

    /// Those of durations without a fraction of a second, in seconds.
    package static let wholeSeconds: KeyValuePairs<String, Double> = ["s": 1, "min": 60, "h": 3600]

    /// In bytes; KiB and its like are IEC 80000-13, kB and its like are SI.
    package static let size: KeyValuePairs<String, Double> = [
        "B": 1, "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824, "kB": 1e3, "MB": 1e6, "GB": 1e9,
    ]

    /// 64 GiB: more than any layer that a test has a use for.
    package static let largestSize = 64 << 30

    /// From nothing up to the largest.
    package static let sizes = 0...largestSize

    /// From nothing up to a day, which is longer than any pull.
    package static let durations = Duration.zero ... .seconds(86_400)

    package static func text(_ duration: Duration) -> String {
        let milliseconds = duration.inMilliseconds
        if milliseconds < 1000 { return "\(trimmed(milliseconds)) ms" }
        if milliseconds >= 3_600_000, milliseconds.remainder(dividingBy: 3_600_000) == 0 {
            return "\(trimmed(milliseconds / 3_600_000)) h"
        }
        if milliseconds > 120_000, milliseconds.remainder(dividingBy: 60_000) == 0 {
            return "\(trimmed(milliseconds / 60_000)) min"
        }
        return "\(trimmed(milliseconds / 1000)) s"
    }

    package static func text(bytes: Int) -> String {
        for (unit, factor) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)] where bytes >= factor {
            return "\(trimmed(Double(bytes) / Double(factor))) \(unit)"
        }
        return "\(bytes) B"
    }

    /// At most two decimals, and none when they are zero.
    private static func trimmed(_ value: Double) -> String {
        let hundredths = (value * 100).rounded()
        guard hundredths < 9e15 else { return "\(value)" }
        let whole = Int(hundredths)
        if whole % 100 == 0 { return "\(whole / 100)" }
        let fraction = whole % 100
        return fraction % 10 == 0
            ? "\(whole / 100).\(fraction / 10)" : "\(whole / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

extension Duration {
    package var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    package var inMilliseconds: Double { inSeconds * 1000 }
}
