extension Duration {
    /// The duration in nanoseconds, clamped to 63 bits (292 years); 0 if negative.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = max(0, seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let nanoseconds = product &+ max(0, attoseconds) / 1_000_000_000
        return overflow || nanoseconds < 0 ? UInt64(Int64.max) : UInt64(nanoseconds)
    }
}
