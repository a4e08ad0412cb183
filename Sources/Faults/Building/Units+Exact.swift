/// Texts of values that give the same value when they are read again.
extension Units {
    /// A size in the largest unit that needs no fraction.
    package static func exact(bytes: Int) -> String {
        for (unit, factor) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        where bytes != 0 && bytes % factor == 0 {
            return "\(bytes / factor) \(unit)"
        }
        return "\(bytes) B"
    }

    /// A duration as `text(_:)` writes it if that is exact, else in milliseconds, to a nanosecond.
    package static func exact(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        guard (0..<Int64(1 << 40)).contains(seconds), attoseconds >= 0 else {
            return "\(duration.inMilliseconds) ms"
        }
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        let nanoseconds = attoseconds / 1_000_000_000 % 1_000_000
        guard nanoseconds == 0 else { return "\(decimal(milliseconds, millionths: nanoseconds)) ms" }
        return milliseconds < 1000 || milliseconds % 10 == 0 ? text(duration) : "\(milliseconds) ms"
    }

    /// In seconds or hours, where it is whole seconds.
    package static func exact(wholeSeconds duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        guard attoseconds == 0 else { return exact(duration) }
        return seconds != 0 && seconds % 3600 == 0 ? "\(seconds / 3600) h" : "\(seconds) s"
    }

    /// A fraction from 0 to 1 as a percentage, to a millionth of a percent.
    package static func exact(percent fraction: Double) -> String {
        let millionths = (fraction * 1e8).rounded()
        guard millionths >= 0, millionths < 1e15 else { return "\(fraction * 100)%" }
        return "\(decimal(Int64(millionths) / 1_000_000, millionths: Int64(millionths) % 1_000_000))%"
    }

    private static func decimal(_ whole: Int64, millionths: Int64) -> String {
        guard millionths != 0 else { return "\(whole)" }
        let digits = "\(millionths)"
        var fraction = String(repeating: "0", count: 6 - digits.count) + digits
        while fraction.last == "0" { fraction.removeLast() }
        return "\(whole).\(fraction)"
    }
}

/// Ranges, for messages and documents.
extension Units {
    static func exact(_ range: ClosedRange<Duration>) -> String {
        "\(exact(range.lowerBound)) to \(exact(range.upperBound))"
    }

    static func exact(wholeSeconds range: ClosedRange<Duration>) -> String {
        "\(exact(wholeSeconds: range.lowerBound)) to \(exact(wholeSeconds: range.upperBound))"
    }

    static func exact(bytes range: ClosedRange<Int>) -> String {
        "\(exact(bytes: range.lowerBound)) to \(exact(bytes: range.upperBound))"
    }

    static func exact(percent range: ClosedRange<Double>) -> String {
        "\(exact(percent: range.lowerBound)) to \(exact(percent: range.upperBound))"
    }
}
