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

    /// A duration as `text(_:)` writes it if that is exact, else in milliseconds.
    package static func exact(_ duration: Duration) -> String {
        let milliseconds = duration.inMilliseconds
        let isWhole = milliseconds == milliseconds.rounded()
        if isWhole, milliseconds < 1000 || milliseconds.remainder(dividingBy: 10) == 0 { return text(duration) }
        return isWhole && milliseconds < 9e15 ? "\(Int(milliseconds)) ms" : "\(milliseconds) ms"
    }

    /// A fraction from 0 to 1 as a percentage, to a millionth of a percent.
    package static func exact(percent fraction: Double) -> String {
        let percent = (fraction * 1e8).rounded() / 1e6
        return percent == percent.rounded() && percent.magnitude < 1e9 ? "\(Int(percent))%" : "\(percent)%"
    }
}
