import CPerfEvents

#if canImport(Glibc)
import Glibc
#endif

/// The tracepoint of one task and its descendants on one processor, with the buffer that the kernel fills.
///
/// The kernel shares no buffer between processors when descendants inherit (perf_event_open(2), PERF_EVENT_IOC_SET_OUTPUT).
struct PerfRing {
    let descriptor: Int32
    private let memory: UnsafeMutableRawPointer
    private let pageSize: Int

    /// A power of two.
    ///
    /// A sample takes 56 bytes, so it holds a burst of a thousand unread calls.
    private static let pages = 16

    /// Opens and starts the tracepoint.
    init(_ point: SystemCallExit, task: Int32, processor: Int32, filter: String) throws(SandboxError) {
        let descriptor = chaospull_perf_open(point.number, task, processor)
        guard descriptor >= 0 else {
            let hint = descriptor == -EMFILE ? "; raise ulimit -n" : ""
            throw SandboxError(.refused, SystemCallExit.refusal("perf_event_open(2)", -descriptor).message + hint)
        }
        let pageSize = sysconf(Int32(_SC_PAGESIZE))
        do throws(SandboxError) {
            guard filter.utf8.count < pageSize else {
                throw SandboxError(
                    .refused, "a filter of \(filter.utf8.count) bytes is too long for the kernel, which takes a page")
            }
            let filtered = chaospull_perf_filter(descriptor, filter)
            guard filtered == 0 else { throw SystemCallExit.refusal("the filter '\(filter)'", -filtered) }
            let memory = mmap(nil, (Self.pages + 1) * pageSize, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
            guard let memory, memory != MAP_FAILED else { throw SystemCallExit.refusal("a ring buffer", errno) }
            self.memory = memory
            let enabled = chaospull_perf_enable(descriptor)
            guard enabled == 0 else {
                munmap(memory, (Self.pages + 1) * pageSize)
                throw SystemCallExit.refusal("the start of a tracepoint", -enabled)
            }
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.pageSize = pageSize
    }

    /// Copies what was written since the last call, and frees the space.
    func read() -> [UInt8] {
        let head = chaospull_perf_head(memory)
        let tail = chaospull_perf_tail(memory)
        let size = UInt64(Self.pages * pageSize)
        guard head > tail, head - tail <= size else {
            chaospull_perf_release(memory, head)
            return []
        }
        let data = UnsafeRawBufferPointer(start: memory + pageSize, count: Int(size))
        let from = Int(tail % size)
        let count = Int(head - tail)
        let bytes = Array(data[from..<min(from + count, data.count)]) + data[..<max(0, from + count - data.count)]
        chaospull_perf_release(memory, head)
        return bytes
    }

    /// The number of calls that passed the filter, read or not.
    var count: Int { Int(max(0, chaospull_perf_count(descriptor))) }

    func close() {
        munmap(memory, (Self.pages + 1) * pageSize)
        Glibc.close(descriptor)
    }
}
