import Dispatch
import Subprocess
import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

/// A pipe that a program prints into, read until that program has ended.
///
/// The end of the program is the end of its output. A child that it left behind may hold the pipe for as long as it
/// likes, so the end of the pipe says nothing. What the program printed before it ended is in the pipe by then.
final class OutputPipe: Sendable {
    /// For the program; a descriptor of this process too, until the pipe is let go.
    let writeEnd: FileDescriptor
    private let readEnd: FileDescriptor

    init() throws {
        (readEnd, writeEnd) = try FileDescriptor.pipe()
        for end in [readEnd, writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(readEnd.rawValue, F_SETFL, O_NONBLOCK)
    }

    deinit {
        try? readEnd.close()
        try? writeEnd.close()
    }

    /// Reads until the process has ended; it is not reaped yet.
    ///
    /// - Parameters:
    ///   - deadline: at this moment the process and its group are killed.
    ///   - beforeKill: called before that.
    ///   - onLine: called for each line, on one thread.
    /// - Returns: whether the deadline came first.
    func readLines(
        until process: ProcessIdentifier, deadline: ContinuousClock.Instant?,
        beforeKill: @escaping @Sendable () -> Void, onLine: @escaping @Sendable (String) -> Void
    ) async -> Bool {
        await withCheckedContinuation { continuation in
            // A queue of its own is a thread of its own: it waits in poll(2), which must hold no thread of tasks.
            DispatchQueue(label: "chaospull.output").async {
                continuation.resume(
                    returning:
                        self.read(until: process, deadline: deadline, beforeKill: beforeKill, onLine: onLine))
            }
        }
    }

    private func read(
        until process: ProcessIdentifier, deadline: ContinuousClock.Instant?, beforeKill: () -> Void,
        onLine: (String) -> Void
    ) -> Bool {
        var lines = OutputLines()
        var isKilled = false
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 1)
        defer { buffer.deallocate() }

        /// Nothing when the pipe is empty.
        func readOnce() -> Int {
            let count = Glibc.read(readEnd.rawValue, buffer.baseAddress, buffer.count)
            guard count > 0 else { return 0 }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            for line in lines.lines(completedBy: piece) { onLine(line) }
            return count
        }

        while true {
            var timeout: Int32 = -1
            if !isKilled, let deadline {
                let left = deadline - ContinuousClock.now
                if left <= .zero {
                    beforeKill()
                    // Nothing can trap this signal, so what is waited for below comes.
                    kill(-process.value, SIGKILL)
                    isKilled = true
                } else {
                    timeout = Self.milliseconds(left)
                }
            }
            var waiting = [
                pollfd(fd: readEnd.rawValue, events: Int16(POLLIN), revents: 0),
                pollfd(fd: process.processDescriptor, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&waiting, nfds_t(waiting.count), timeout)
            let hasEnded = waiting[1].revents != 0
            if !hasEnded {
                if waiting[0].revents != 0 { _ = readOnce() }
                continue
            }
            // A child that goes on printing must not keep the reader: what is in the pipe now is all that can be the
            // program's own.
            var room = Self.largestPipe
            while room > 0 {
                let count = readOnce()
                if count == 0 { break }
                room -= count
            }
            if let line = lines.last() { onLine(line) }
            return isKilled
        }
    }

    /// For poll(2), rounded up.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return Int32(clamping: min(seconds, 1 << 20) * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    }

    /// The most bytes that a pipe holds unless an administrator said otherwise (pipe(7): /proc/sys/fs/pipe-max-size).
    private static let largestPipe = 1 << 20
}
