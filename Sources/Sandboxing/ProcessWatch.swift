import Dispatch
import Subprocess

#if canImport(Glibc)
import Glibc
#endif

/// Waits for the end of a process that this one has started and not yet waited for.
enum ProcessWatch {
    /// - Returns: whether it has ended within the time.
    static func waitForEnd(of process: ProcessIdentifier, within limit: Duration) async -> Bool {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "chaospull.process").async {
                // A descriptor of a process can be read from once that has ended (pidfd_open(2)).
                var waiting = [pollfd(fd: process.processDescriptor, events: Int16(POLLIN), revents: 0)]
                let milliseconds = Int32(clamping: limit.components.seconds * 1000)
                continuation.resume(returning: poll(&waiting, 1, milliseconds) == 1)
            }
        }
    }
}
