import CNetfilterQueue
import Glibc

/// The clock of the kernel's timestamps on frames.
enum RealClock {
    /// The time in nanoseconds since 1970 (CLOCK_REALTIME).
    static var nanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
