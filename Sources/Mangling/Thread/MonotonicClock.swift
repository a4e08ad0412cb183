import CNetfilterQueue
import Glibc

/// The clock that measures delays.
enum MonotonicClock {
    /// Nanoseconds since an unnamed moment (CLOCK_MONOTONIC).
    static var nanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
