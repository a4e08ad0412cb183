#if canImport(Glibc)
import Glibc
#endif

/// The log of a disk: all writes and flushes, in order.
package struct DiskHistory: Sendable {
    let records: [DiskRecord]

    init(_ records: [DiskRecord]) { self.records = records }

    /// Reads the headers of a log.
    ///
    /// - Parameters:
    ///   - file: a descriptor of the log.
    ///   - end: how many bytes count.
    init(log file: Int32, end: Int) {
        var records: [DiskRecord] = []
        var position = 0
        while position + DiskRecord.headerSize <= end {
            var header = [UInt64](repeating: 0, count: 4)
            let count = header.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, off_t(position)) }
            guard count == DiskRecord.headerSize, let record = DiskRecord(header, at: position), record.end <= end
            else { break }
            records.append(record)
            position = record.end
        }
        self.records = records
    }

    /// How many writes and flushes it has.
    package var count: Int { records.count }

    /// The places right after each flush, and the end: how many records are before.
    ///
    /// Between two flushes a disk may have any of the writes; at these places it has them all.
    package var crashPoints: [Int] {
        let flushes = records.indices.filter { records[$0].kind == .flush }.map { $0 + 1 }
        return flushes.last == records.count ? flushes : flushes + [records.count]
    }

    /// How many records the last flush makes durable.
    package var flushed: Int { (records.lastIndex { $0.kind == .flush } ?? -1) + 1 }

    /// The writes that a disk still has: all that was flushed, and of the rest those that are chosen.
    ///
    /// - Parameter isKept: asked for each write after the last flush, in order.
    func writes(keeping isKept: () -> Bool) -> [DiskRecord] {
        let flushed = flushed
        return records.enumerated().compactMap { index, record in
            record.kind == .write && (index < flushed || isKept()) ? record : nil
        }
    }

    /// What came first.
    package func prefix(_ count: Int) -> DiskHistory { DiskHistory(Array(records.prefix(count))) }

    /// Bytes that were written.
    package var bytes: Int { records.reduce(0) { $0 + $1.length } }
}
