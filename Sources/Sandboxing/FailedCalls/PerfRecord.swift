/// The records in a ring buffer of perf_event_open(2), as far as they are used here.
enum PerfRecord: Equatable {
    /// A system call returned.
    case returned(process: Int32, thread: Int32, call: Int, result: Int, time: UInt64)
    /// A thread has a new name, mostly because it executes another program.
    case named(process: Int32, thread: Int32, name: String, time: UInt64)
    /// A process or thread was started by another.
    case forked(process: Int32, parent: Int32, time: UInt64)
    /// A process or thread ended.
    case exited(process: Int32, thread: Int32, time: UInt64)

    /// Nanoseconds of CLOCK_MONOTONIC.
    var time: UInt64 {
        switch self {
        case .returned(_, _, _, _, let time), .named(_, _, _, let time), .forked(_, _, let time),
            .exited(_, _, let time):
            time
        }
    }
}

extension PerfRecord {
    /// Reads whole records, whose layout follows from the attributes that `chaospull_perf_open` asks for
    /// (perf_event_open(2), "MMAP layout").
    ///
    /// Other kinds and incomplete records are left out. An impossible size ends the reading, since the start of the
    /// next record is unknown.
    static func all(in bytes: [UInt8], of point: SystemCallExit) -> [PerfRecord] {
        var records: [PerfRecord] = []
        var rest = bytes[...]
        while let header = Header(rest), header.size >= Header.length, header.size <= rest.count {
            let body = rest.prefix(header.size).dropFirst(Header.length)
            if let record = PerfRecord(kind: header.kind, body, point) { records.append(record) }
            rest = rest.dropFirst(header.size)
        }
        return records
    }

    private struct Header {
        static let length = 8
        let kind: UInt32
        let size: Int

        init?(_ bytes: ArraySlice<UInt8>) {
            guard let kind: UInt32 = bytes.integer(at: 0), let size: UInt16 = bytes.integer(at: 6) else { return nil }
            self.kind = kind
            self.size = Int(size)
        }
    }

    private init?(kind: UInt32, _ body: ArraySlice<UInt8>, _ point: SystemCallExit) {
        guard let first: Int32 = body.integer(at: 0), let second: Int32 = body.integer(at: 4) else { return nil }
        // Each record that is no sample ends with process id, thread id and time (sample_id_all).
        let trailer = body.count - 8
        switch kind {
        case 9:  // PERF_RECORD_SAMPLE
            guard let time: UInt64 = body.integer(at: 8), let size: UInt32 = body.integer(at: 16) else { return nil }
            let raw = body.dropFirst(20).prefix(Int(clamping: size))
            guard let call: Int64 = raw.integer(at: point.callOffset),
                let result: Int64 = raw.integer(at: point.resultOffset)
            else { return nil }
            self = .returned(process: first, thread: second, call: Int(call), result: Int(result), time: time)
        case 3:  // PERF_RECORD_COMM
            guard let time: UInt64 = body.integer(at: trailer), body.count >= 24 else { return nil }
            let name = body.dropFirst(8).dropLast(16).prefix { $0 != 0 }
            self = .named(process: first, thread: second, name: String(decoding: name, as: UTF8.self), time: time)
        case 7:  // PERF_RECORD_FORK
            guard let time: UInt64 = body.integer(at: 16) else { return nil }
            self = .forked(process: first, parent: second, time: time)
        case 4:  // PERF_RECORD_EXIT
            guard let thread: Int32 = body.integer(at: 8), let time: UInt64 = body.integer(at: 16) else { return nil }
            self = .exited(process: first, thread: thread, time: time)
        default: return nil
        }
    }
}

extension ArraySlice<UInt8> {
    /// Reads a number in this machine's byte order; nil beyond the end.
    fileprivate func integer<Value: FixedWidthInteger>(at offset: Int) -> Value? {
        guard offset >= 0, offset <= count - MemoryLayout<Value>.size else { return nil }
        return withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Value.self) }
    }
}
