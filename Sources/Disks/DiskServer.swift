import CDisks

#if canImport(Glibc)
import Glibc
#endif

/// Serves a disk as one file of FUSE, for a loop device on top; the work of a process that does nothing else.
///
/// It must be a process of its own: a thread of the harness that waits for the disk could not end while the disk waits
/// for another thread of the harness, so a harness that is killed would stay for ever.
struct DiskServer {
    private let connection: Int32
    /// To the harness; when it ends, the harness has ended.
    private let harness: Int32
    private let disk: Int32
    private let log: Int32
    private let size: Int
    private let largestLog: Int
    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: FUSEReply.largest + 4096, alignment: 4096)

    private var asks = false
    /// Nothing more reaches the disk.
    private var isCut = false
    /// What waits for the disk goes on waiting after the cut, so that nobody sees an answer that a dead disk gives.
    private var isHolding = false
    private var logEnd = 0
    private var isLogIncomplete = false
    private var reads: UInt64 = 0
    private var writes: UInt64 = 0
    private var flushes: UInt64 = 0
    private var bytesWritten: UInt64 = 0
    private var serial: UInt64 = 0
    /// The block device whose write-back is limited.
    private var limitedDevice: UInt64?

    private struct HarnessGone: Error {}

    init(connection: Int32, harness: Int32, disk: Int32, log: Int32, size: Int, largestLog: Int) {
        (self.connection, self.harness, self.disk, self.log) = (connection, harness, disk, log)
        (self.size, self.largestLog) = (size, largestLog)
    }

    /// Serves until the harness goes or the file is unmounted.
    mutating func run() {
        defer {
            if let limitedDevice { WriteBackLimit(device: limitedDevice).lift() }
            buffer.deallocate()
        }
        var waiting = [
            pollfd(fd: connection, events: Int16(POLLIN), revents: 0),
            pollfd(fd: harness, events: Int16(POLLIN), revents: 0),
        ]
        do {
            while true {
                guard poll(&waiting, 2, -1) >= 0 || errno == EINTR else { return }
                if waiting[1].revents != 0 { try take(try receive()) }
                if waiting[0].revents != 0, try !serve() { return }
            }
        } catch {
            return
        }
    }

    private func send(_ message: DiskMessage) {
        message.bytes.withUnsafeBytes { _ = write(harness, $0.baseAddress, $0.count) }
    }

    private func receive() throws(HarnessGone) -> DiskMessage {
        var bytes = [UInt8](repeating: 0, count: DiskMessage.size)
        while true {
            let count = bytes.withUnsafeMutableBytes { read(harness, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0, let message = bytes.withUnsafeBytes({ DiskMessage($0) }) else { throw HarnessGone() }
            return message
        }
    }

    private mutating func take(_ message: DiskMessage) throws(HarnessGone) {
        switch message.kind {
        case .ask: asks = message.values[0] != 0
        case .cut:
            if !isCut { isHolding = true }
            isCut = true
            send(DiskMessage(.done))
        case .letGo:
            isHolding = false
            send(DiskMessage(.done))
        case .resume:
            (isCut, isHolding) = (false, false)
            logEnd = 0
            isLogIncomplete = ftruncate(log, 0) != 0
            send(DiskMessage(.done))
        case .count:
            send(
                DiskMessage(
                    .counts, reads, writes, flushes, bytesWritten, UInt64(logEnd), isLogIncomplete ? 1 : 0))
        case .limitWriteBack:
            limitedDevice = message.values[0]
            WriteBackLimit(device: message.values[0]).set(message.values[1])
            send(DiskMessage(.done))
        // Of a question that the harness has given up.
        case .fate: break
        case .ready, .question, .counts, .done, .failed: throw HarnessGone()
        }
    }

    /// Waits until what waits has been killed, for a bounded time.
    private mutating func holdAfterCut() throws(HarnessGone) {
        let end = ContinuousClock.now + Self.longestHold
        while isHolding, ContinuousClock.now < end {
            var waiting = pollfd(fd: harness, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, 100) > 0 { try take(try receive()) }
        }
        isHolding = false
    }

    /// How long killing what runs in a node may take.
    private static let longestHold = Duration.seconds(30)

    /// What the harness says about a request; the wait for it is the harness's, which answers or ends.
    private mutating func fate(of operation: UInt64, offset: Int, length: Int) throws(HarnessGone) -> [UInt64] {
        guard asks else { return [0, 0, 0, 0, 0, 0] }
        serial += 1
        send(DiskMessage(.question, serial, operation, UInt64(offset), UInt64(length)))
        while true {
            let message = try receive()
            guard message.kind == .fate, message.values[5] == serial else {
                try take(message)
                continue
            }
            if message.values[4] != 0 { (isCut, isHolding) = (true, true) }
            try wait(nanoseconds: message.values[1])
            return message.values
        }
    }

    /// Waits, unless the harness goes, asks nothing any more or cuts the power.
    private mutating func wait(nanoseconds: UInt64) throws(HarnessGone) {
        let end = ContinuousClock.now + .nanoseconds(Int64(clamping: nanoseconds))
        while asks, !isCut {
            let left = end - ContinuousClock.now
            guard left > .zero else { return }
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            var waiting = pollfd(fd: harness, events: Int16(POLLIN), revents: 0)
            // What is less than a millisecond is waited for in full.
            if milliseconds == 0 {
                usleep(UInt32(left.components.attoseconds / 1_000_000_000_000))
            } else if poll(&waiting, 1, Int32(clamping: milliseconds)) > 0 {
                try take(try receive())
            }
        }
    }

    /// Serves one request; false when the file is unmounted.
    private mutating func serve() throws(HarnessGone) -> Bool {
        let count = read(connection, buffer.baseAddress, buffer.count)
        guard count > 0 else { return errno != ENODEV }
        guard let request = FUSERequest(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return true }
        switch request.operation {
        case .read: try answerRead(request)
        case .write: try answerWrite(request)
        case .synchronize:
            flushes += 1
            let fate = try fate(of: 2, offset: 0, length: 0)
            try holdAfterCut()
            if fate[0] == 0, !isCut { record(.flush) }
            reply(request, error: fate[0])
        case .begin: reply(request, FUSEReply.begin(minorVersion: request.minorVersion))
        case .getAttributes: reply(request, FUSEReply.attributes(size: size))
        case .open: reply(request, FUSEReply.opened)
        case .statistics: reply(request, FUSEReply.statistics)
        case .release, .flush: reply(request)
        case .forget, .forgetMany, .interrupt: break
        case .destroy:
            reply(request)
            return false
        case nil: reply(request, error: UInt64(ENOSYS))
        }
        return true
    }

    private mutating func answerRead(_ request: FUSERequest) throws(HarnessGone) {
        reads += 1
        let length = min(request.length, FUSEReply.largest)
        let fate = try fate(of: 0, offset: request.offset, length: length)
        try holdAfterCut()
        guard fate[0] == 0 else { return reply(request, error: fate[0]) }
        // The request is read; its buffer is free.
        let count = pread(disk, buffer.baseAddress, length, off_t(request.offset))
        guard count >= 0 else { return reply(request, error: UInt64(EIO)) }
        if fate[3] > 0 {
            let bit = Int(fate[3] - 1)
            if bit / 8 < count { buffer[bit / 8] ^= 1 << (bit % 8) }
        }
        reply(request, UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }

    private mutating func answerWrite(_ request: FUSERequest) throws(HarnessGone) {
        writes += 1
        let fate = try fate(of: 1, offset: request.offset, length: request.length)
        try holdAfterCut()
        guard fate[0] == 0 else { return reply(request, error: fate[0]) }
        let kept = fate[2] > 0 ? min(Int(clamping: fate[2] - 1), request.length) : request.length
        if !isCut, kept > 0 {
            let data = UnsafeRawBufferPointer(
                rebasing: buffer[FUSERequest.dataOffset..<FUSERequest.dataOffset + kept])
            guard put(data, in: disk, at: request.offset) else { return reply(request, error: UInt64(EIO)) }
            record(.write, data, at: request.offset)
            bytesWritten += UInt64(kept)
        }
        reply(request, FUSEReply.written(request.length))
    }

    private mutating func record(
        _ kind: DiskRecord.Kind, _ data: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
        at offset: Int = 0
    ) {
        guard !isLogIncomplete else { return }
        let header = DiskRecord.header(kind, offset: offset, length: data.count)
        guard logEnd + DiskRecord.headerSize + data.count <= largestLog,
            header.withUnsafeBytes({ put($0, in: log, at: logEnd) }),
            put(data, in: log, at: logEnd + DiskRecord.headerSize)
        else {
            isLogIncomplete = true
            return
        }
        logEnd += DiskRecord.headerSize + data.count
    }

    private func put(_ data: UnsafeRawBufferPointer, in file: Int32, at offset: Int) -> Bool {
        data.isEmpty || pwrite(file, data.baseAddress, data.count, off_t(offset)) == data.count
    }

    private func reply(_ request: FUSERequest, _ body: [UInt8]) {
        body.withUnsafeBytes { reply(request, $0) }
    }

    private func reply(
        _ request: FUSERequest, _ body: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
        error: UInt64 = 0
    ) {
        var header = [
            UInt32(FUSEReply.headerSize + body.count), UInt32(bitPattern: -Int32(truncatingIfNeeded: error)),
            UInt32(truncatingIfNeeded: request.unique), UInt32(truncatingIfNeeded: request.unique >> 32),
        ]
        header.withUnsafeMutableBytes { head in
            var parts = [
                iovec(iov_base: head.baseAddress, iov_len: head.count),
                iovec(iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress), iov_len: body.count),
            ]
            // A request that was interrupted takes no answer; nothing is owed then.
            _ = writev(connection, &parts, body.isEmpty ? 1 : 2)
        }
    }
}
