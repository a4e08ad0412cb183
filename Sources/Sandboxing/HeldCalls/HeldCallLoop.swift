import CHeldCalls
import SystemCalls

#if canImport(Glibc)
import Glibc
#endif

/// Answers the held calls of one program and its descendants until the last of them has ended.
///
/// One thread does it. A call that is to wait is put aside until its time, so that no other call waits behind it.
struct HeldCallLoop {
    private struct Late {
        let id: UInt64
        let due: ContinuousClock.Instant
        let ruling: CallRuling
    }

    private let listener: Int32
    private let hold: SystemCallHold
    private let paths: NodePaths
    private var callers = CallerKinds()
    /// In order of time.
    private var late: [Late] = []

    /// The most calls that wait at a time; further ones are answered at once.
    ///
    /// A thread can wait for one call only, so a program that has so many is no puller.
    private static let most = 10_000

    init(listener: Int32, hold: SystemCallHold, paths: NodePaths) {
        self.listener = listener
        self.hold = hold
        self.paths = paths
    }

    mutating func run() {
        var waiting = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        while true {
            let count = poll(&waiting, 1, timeout)
            guard count >= 0 || errno == EINTR else { break }
            // Without a call to read of, all processes with the filter have ended (seccomp_unotify(2)).
            let hasCall = count > 0 && waiting[0].revents & Int16(POLLIN) != 0
            hold.inTurn {
                answerLate()
                if hasCall { serve() }
            }
            if count > 0, !hasCall { break }
        }
        for call in late { call.ruling.told(false) }
    }

    /// In milliseconds, rounded up, so that nothing is answered early; -1 if nothing waits.
    private var timeout: Int32 {
        guard let first = late.first else { return -1 }
        let parts = max(.zero, first.due - .now).components
        return Int32(clamping: parts.seconds * 1000 + (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    private mutating func answerLate() {
        let now = ContinuousClock.now
        let count = late.prefix { $0.due <= now }.count
        for call in late.prefix(count) { answer(call.id, call.ruling) }
        late.removeFirst(count)
    }

    private mutating func serve() {
        var notice = chaospull_held_call()
        // A call may have been given up since poll(2): then there is none, or another one.
        guard chaospull_held_call_receive(listener, &notice) == 0 else { return }
        let ruling = ruling(about: notice)
        guard ruling.delay > .zero, late.count < Self.most else { return answer(notice.id, ruling) }
        let call = Late(id: notice.id, due: .now + ruling.delay, ruling: ruling)
        late.insert(call, at: late.firstIndex { $0.due > call.due } ?? late.count)
    }

    private mutating func ruling(about notice: chaospull_held_call) -> CallRuling {
        guard !callers.isPrefix(notice.thread), let held = HeldCall(notice, of: hold.calls, paths) else {
            return .goOn
        }
        // The thread may have ended, and its number may be another's: then what was read is not about this call.
        guard chaospull_held_call_check(listener, notice.id) == 0 else { return .goOn }
        return hold.judge(held)
    }

    private func answer(_ id: UInt64, _ ruling: CallRuling) {
        let result = chaospull_held_call_answer(listener, id, Int32(ruling.error?.number ?? 0))
        ruling.told(result == 0)
    }
}

extension HeldCall {
    /// Nil for a call that is none of these.
    fileprivate init?(_ notice: chaospull_held_call, of calls: Set<SystemCall>, _ places: NodePaths) {
        let call = calls.first { call in
            SystemCall.Architecture.current.flatMap { call.number(on: $0) } == Int(notice.number)
        }
        guard let call else { return nil }
        let given = notice.arguments
        let arguments = [given.0, given.1, given.2, given.3, given.4, given.5]
        self.init(
            call: call, variant: Self.variant(of: call, arguments, notice.thread),
            paths: places.paths(of: call, arguments, by: notice.thread), thread: notice.thread)
    }

    /// `AT_REMOVEDIR` is 0x200 and `CLONE_THREAD` 0x10000 (Linux, include/uapi/linux/fcntl.h and sched.h).
    private static func variant(of call: SystemCall, _ arguments: [UInt64], _ thread: Int32) -> Variant? {
        switch call {
        case .unlinkat: return arguments[2] & 0x200 != 0 ? .removesFolder : nil
        case .clone: return arguments[0] & 0x10000 != 0 ? .startsThread : nil
        case .clone3:
            // The first field of its structure (clone(2)).
            var flags: UInt64 = 0
            guard chaospull_read_memory(thread, arguments[0], &flags, 8) == 0 else { return nil }
            return flags & 0x10000 != 0 ? .startsThread : nil
        default: return nil
        }
    }
}
