import CPerfEvents
import SystemCalls

#if canImport(Glibc)
import Glibc
#endif

/// The tracepoint `raw_syscalls:sys_exit` of this kernel.
struct SystemCallExit: Sendable, Equatable {
    /// Its id for perf_event_open(2).
    let number: UInt64
    /// The offset of the call's number in a record, 8 bytes.
    let callOffset: Int
    /// The offset of its result, 8 bytes.
    let resultOffset: Int

    /// Reads the file `format` of the tracepoint (Linux, Documentation/trace/events.rst, "Event formats").
    init?(format text: String) {
        var number: UInt64?
        var offsets: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split { $0.isWhitespace || $0 == ";" || $0 == ":" }.map(String.init)
            if words.first == "ID", words.count == 2 { number = UInt64(words[1]) }
            // A line such as `field:long id; offset:8; size:8; signed:1;`.
            guard words.first == "field", let offset = Self.value(of: "offset", in: words),
                Self.value(of: "size", in: words) == 8, let place = words.firstIndex(of: "offset")
            else { continue }
            offsets[words[place - 1]] = offset
        }
        guard let number, let call = offsets["id"], let result = offsets["ret"] else { return nil }
        self.number = number
        callOffset = call
        resultOffset = result
    }

    private static func value(of word: String, in words: [String]) -> Int? {
        guard let place = words.firstIndex(of: word), place > 0, place + 1 < words.count else { return nil }
        return Int(words[place + 1]).flatMap { (0...4096).contains($0) ? $0 : nil }
    }
}

extension SystemCallExit {
    /// This machine's tracepoint, or why it cannot be used; found out once.
    static let current: Result<SystemCallExit, SandboxError> = Result { () throws(SandboxError) in try probed() }

    private static func probed() throws(SandboxError) -> SystemCallExit {
        guard SystemCall.Architecture.current != nil else {
            throw SandboxError(.refused, "the numbers of system calls are known for x86-64 and arm64 only")
        }
        guard let point = SystemCallExit(format: try format()) else {
            throw SandboxError(.refused, "the format of raw_syscalls:sys_exit is not as expected")
        }
        // Opens a real one on this process, because many things can forbid it.
        let descriptor = chaospull_perf_open(point.number, 0, -1)
        guard descriptor >= 0 else { throw refusal("perf_event_open(2)", -descriptor) }
        let problem = chaospull_perf_filter(descriptor, "ret == -28 && id == 1")
        close(descriptor)
        guard problem == 0 else { throw refusal("a filter for a tracepoint", -problem) }
        return point
    }

    /// From a separate tracefs that is not mounted anywhere; if that is refused, from the system's.
    private static func format() throws(SandboxError) -> String {
        let path = "events/raw_syscalls/sys_exit/format"
        let folder = chaospull_open_tracefs()
        defer { if folder >= 0 { close(folder) } }
        let places =
            (folder >= 0 ? ["/proc/self/fd/\(folder)"] : []) + ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"]
        for place in places {
            if let text = try? readTextFile("\(place)/\(path)") { return text }
        }
        guard folder < 0 else {
            throw SandboxError(.refused, "tracefs has no \(path); the kernel needs CONFIG_FTRACE_SYSCALLS")
        }
        throw refusal("tracefs", -folder)
    }

    static func refusal(_ what: String, _ cause: Int32) -> SandboxError {
        SandboxError(.refused, "\(what) was refused: \(String(cString: strerror(cause)))")
    }
}
