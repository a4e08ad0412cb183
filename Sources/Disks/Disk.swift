import Faults
import Namespaces
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// A disk that a process of its own serves; see `withDisk`.
///
/// The kernel asks the server, and the server asks the harness about each request while faults may be due.
package final class Disk: Sendable {
    /// Decides about a request; called on a thread of the disk, which nothing else keeps busy.
    package typealias Judge = @Sendable (DiskRequest) -> Ruling

    /// What is decided about a request.
    package struct Ruling: Sendable {
        package var fate: DiskFate
        /// The power goes before it is carried out.
        package var isPowerCut: Bool

        package init(_ fate: DiskFate = DiskFate(), isPowerCut: Bool = false) {
            self.fate = fate
            self.isPowerCut = isPowerCut
        }
    }

    /// What the disk has done so far.
    package struct Counts: Sendable, Equatable {
        package var reads: Int
        package var writes: Int
        package var flushes: Int
        package var bytesWritten: Int
        /// Bytes of the log.
        package var logBytes: Int
        /// More was written than the log may hold, so earlier states cannot be made any more.
        package var isLogIncomplete: Bool
    }

    /// The size in bytes.
    package let size: Int
    private let connection: Int32
    private let state: Mutex<State>

    private struct State {
        var judge: Judge?
        /// Who waits for an answer, in the order of the questions.
        var waiters: [CheckedContinuation<DiskMessage, any Error>] = []
        var isOver = false
        var totals: [DiskOperation: Int] = [:]
        /// Set by `ready`.
        var files: Files?
    }

    /// The server's files, which only paths below its process reach.
    struct Files: Sendable {
        let process: Int32
        let disk: UInt64
        let log: UInt64
        let first: UInt64
        let file: UInt64

        func path(_ descriptor: KeyPath<Files, UInt64>) -> String { "/proc/\(process)/fd/\(self[keyPath: descriptor])" }
    }

    init(size: Int, connection: Int32) {
        self.size = size
        self.connection = connection
        state = Mutex(State())
    }

    /// Lets each request be judged, or none; a request that waits goes on when there is no judge any more.
    package func setJudge(_ judge: Judge?) {
        state.withLock {
            $0.judge = judge
            $0.totals = [:]
        }
        send(DiskMessage(.ask, judge == nil ? 0 : 1))
    }

    package func counts() async throws -> Counts {
        let values = try await ask(DiskMessage(.count)).values.map { Int(clamping: $0) }
        return Counts(
            reads: values[0], writes: values[1], flushes: values[2], bytesWritten: values[3], logBytes: values[4],
            isLogIncomplete: values[5] != 0)
    }

    /// From now on nothing reaches the disk, and who waits for it goes on waiting until `letGo`, at most half a minute.
    package func cut() async throws { _ = try await ask(DiskMessage(.cut)) }

    /// Answers those who wait, and says that the disk does what it does no more.
    package func letGo() async throws { _ = try await ask(DiskMessage(.letGo)) }

    /// Lets the kernel hold no more than this many bytes for a loop device, by its number, before writers wait.
    package func limitWriteBack(of device: Int, to bytes: Int) async throws {
        _ = try await ask(DiskMessage(.limitWriteBack, UInt64(device), UInt64(bytes)))
    }

    /// Puts a loop device over the disk.
    package func attach() throws -> LoopDevice { try LoopDevice(over: try files.path(\.file)) }

    /// The log so far.
    package func history() async throws -> DiskHistory {
        let counts = try await counts()
        guard !counts.isLogIncomplete else {
            throw DiskProblem("more was written to the disk than its log holds; make the image or the storage smaller")
        }
        return try Self.open(try files.path(\.log), O_RDONLY) { DiskHistory(log: $0, end: counts.logBytes) }
    }

    /// Makes the disk hold what it held at a moment of its log, and lets writes reach it again.
    ///
    /// It must not be mounted. The log begins anew.
    package func restore(_ history: DiskHistory, keeping isKept: () -> Bool) async throws {
        let files = try files
        try Self.open(files.path(\.disk), O_RDWR) { disk throws(DiskProblem) in
            try state(in: files, history.writes(keeping: isKept), disk)
            try Self.open(files.path(\.first), O_RDWR) { first throws(DiskProblem) in
                guard ftruncate(first, 0) == 0, ftruncate(first, off_t(size)) == 0 else {
                    throw DiskProblem("memory for a disk", cause: errno)
                }
                try DiskState.copyData(from: disk, to: first, size: size)
            }
        }
        _ = try await ask(DiskMessage(.resume))
    }

    /// Makes another file hold what the disk held at a moment of its log.
    package func copy(_ history: DiskHistory, to file: Int32) throws {
        try state(in: try files, history.writes { true }, file)
    }

    /// The path of the first state, for the program that makes the file system.
    func firstStatePath() throws -> String { try files.path(\.first) }

    /// The disk holds its first state.
    func begin() async throws { try await restore(DiskHistory([]), keeping: { true }) }

    private func state(in files: Files, _ writes: [DiskRecord], _ target: Int32) throws(DiskProblem) {
        try Self.open(files.path(\.first), O_RDONLY) { first throws(DiskProblem) in
            try Self.open(files.path(\.log), O_RDONLY) { log throws(DiskProblem) in
                try DiskState(first: first, log: log, size: size).make(writes, in: target)
            }
        }
    }

    private static func open<Value>(
        _ path: String, _ flags: Int32, _ body: (Int32) throws(DiskProblem) -> Value
    ) throws(DiskProblem) -> Value {
        let file = Glibc.open(path, flags | O_CLOEXEC)
        guard file >= 0 else { throw DiskProblem("the file of a disk", cause: errno) }
        defer { close(file) }
        return try body(file)
    }

    private var files: Files {
        get throws {
            guard let files = state.withLock({ $0.files }) else { throw Self.gone }
            return files
        }
    }

    private static let gone = DiskProblem("the process that serves the disk has ended")

    private func send(_ message: DiskMessage) {
        message.bytes.withUnsafeBytes { _ = Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    private func ask(_ message: DiskMessage) async throws -> DiskMessage {
        try await withCheckedThrowingContinuation { continuation in
            let isOver = state.withLock { state in
                if state.isOver { return true }
                state.waiters.append(continuation)
                // In the lock, so that questions go in the order of those who wait.
                send(message)
                return false
            }
            if isOver { continuation.resume(throwing: Self.gone) }
        }
    }

    /// Waits until the server is ready; then its files can be reached.
    ///
    /// - Parameter process: the server's.
    func begin(with process: Int32) throws {
        guard let message = receive() else { throw Self.gone }
        switch message.kind {
        case .ready:
            let values = message.values
            state.withLock {
                $0.files = Files(
                    process: process, disk: values[0], log: values[1], first: values[2], file: values[3])
            }
        case .failed:
            let step = DiskStep(rawValue: message.values[1])?.what ?? "a disk"
            throw DiskProblem(step, cause: Int32(clamping: message.values[0]))
        default: throw Self.gone
        }
    }

    /// The work of the disk's thread: answers the server until it ends.
    func serve() {
        while let message = receive() {
            switch message.kind {
            case .question: answer(message)
            case .done, .counts:
                let waiter = state.withLock { $0.waiters.isEmpty ? nil : $0.waiters.removeFirst() }
                waiter?.resume(returning: message)
            default: break
            }
        }
        let waiters = state.withLock { state in
            state.isOver = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(throwing: Self.gone) }
    }

    private func answer(_ question: DiskMessage) {
        let values = question.values
        let operations: [DiskOperation] = [.read, .write, .flush]
        let operation = operations[Int(min(values[1], 2))]
        let length = Int(clamping: values[3])
        let (judge, total) = state.withLock { state in
            state.totals[operation, default: 0] += length
            return (state.judge, state.totals[operation] ?? 0)
        }
        let request = DiskRequest(operation, offset: Int(clamping: values[2]), length: length, total: total)
        let ruling = judge?(request) ?? Ruling()
        let fate = ruling.fate
        send(
            DiskMessage(
                .fate, UInt64(fate.error?.number ?? 0), fate.delay.wholeNanoseconds,
                fate.kept.map { UInt64($0) + 1 } ?? 0, fate.flippedBit.map { UInt64($0) + 1 } ?? 0,
                ruling.isPowerCut ? 1 : 0, values[0]))
    }

    private func receive() -> DiskMessage? {
        var bytes = [UInt8](repeating: 0, count: DiskMessage.size)
        while true {
            let count = bytes.withUnsafeMutableBytes { recv(connection, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            return count > 0 ? bytes.withUnsafeBytes { DiskMessage($0) } : nil
        }
    }
}

extension Duration {
    /// In nanoseconds; 0 if negative, and no more than 63 bits.
    fileprivate var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        return UInt64(max(0, min(seconds, 1 << 32))) * 1_000_000_000 + UInt64(max(0, attoseconds) / 1_000_000_000)
    }
}
