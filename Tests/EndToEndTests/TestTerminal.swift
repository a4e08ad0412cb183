import Foundation
import Glibc
import Synchronization
import SystemPackage

/// The command `chaospull` at a terminal of its own, in which a test types and reads.
final class TestTerminal: Sendable {
    struct NotRead: Error, CustomStringConvertible {
        let description: String
    }

    private let main: Int32
    private let text = Mutex<[UInt8]>([])
    private let program: StartedProgram
    /// Writing to it or closing it ends the reading and closes the terminal.
    private let stop: Int32
    private let pieces: AsyncStream<Void>

    /// setsid(1) makes the terminal the controlling one.
    init(_ arguments: [String]) async throws {
        let (main, other) = try Self.pair()
        self.main = main
        let (pieces, piece) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.pieces = pieces
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw NotRead(description: "there is no pipe")
        }
        stop = ends[1]
        let stopped = ends[0]
        program = try await StartedProgram(
            "/usr/bin/setsid", ["--ctty", "--wait", Requirements.command] + arguments, input: other, output: other)
        Thread.detachNewThread { [weak self] in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                var both = [
                    pollfd(fd: main, events: Int16(POLLIN), revents: 0),
                    pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
                ]
                guard poll(&both, 2, -1) > 0, both[1].revents == 0 else { break }
                let count = Glibc.read(main, &buffer, buffer.count)
                // EIO once nobody has the other end open (pty(7)).
                guard let self, count > 0 else { break }
                self.text.withLock { $0 += buffer.prefix(count) }
                piece.yield()
            }
            piece.finish()
            close(main)
            close(stopped)
        }
    }

    /// A new pseudo-terminal: this side, and the other (pty(7), ioctl_tty(2); asm-generic/ioctls.h has the numbers).
    private static func pair() throws -> (main: Int32, other: FileDescriptor) {
        let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        let main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (isLocked, number): (Int32, Int32) = (0, 0)
        guard main >= 0, ioctl(main, setLock, &isLocked) == 0, ioctl(main, getNumber, &number) == 0 else {
            throw NotRead(description: "there is no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        return (main, FileDescriptor(rawValue: other))
    }

    /// The process id of setsid(1), which waits for the command.
    var number: Int32 { program.number }

    /// The process id of the command itself.
    var command: Int32? {
        ProcessIdentity.tree(below: number).filter { $0.name == "chaospull" }.map(\.number).min()
    }

    /// Reads until the text has come, and discards everything up to its end.
    func read(until text: String) async throws {
        if take(text) { return }
        let isFound = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in self.pieces where self.take(text) { return true }
                return false
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(60))
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        guard isFound else {
            let said = self.text.withLock { String(decoding: $0, as: UTF8.self) }
            throw NotRead(description: "'\(text)' did not come; there is '\(said)'")
        }
    }

    private func take(_ words: String) -> Bool {
        text.withLock { text in
            guard let range = text.firstRange(of: Array(words.utf8)) else { return false }
            text.removeSubrange(..<range.upperBound)
            return true
        }
    }

    func type(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard write(main, bytes, bytes.count) == bytes.count else {
            throw NotRead(description: "nobody reads the terminal any more")
        }
    }

    /// Closes the terminal, as when its window is closed.
    func hangUp() { write(stop, "x", 1) }

    func exitCode() async throws -> Int32 { try await program.end() }

    deinit { close(stop) }
}
