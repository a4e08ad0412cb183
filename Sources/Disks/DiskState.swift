#if canImport(Glibc)
import Glibc
#endif

/// Makes what a disk held at a moment: its first state, and writes over it.
struct DiskState {
    /// A descriptor of the first state.
    let first: Int32
    /// A descriptor of the log.
    let log: Int32
    /// The size of the disk in bytes.
    let size: Int

    /// Puts the state into a file, whatever it held.
    func make(_ writes: [DiskRecord], in file: Int32) throws(DiskProblem) {
        guard ftruncate(file, 0) == 0, ftruncate(file, off_t(size)) == 0 else {
            throw DiskProblem("memory for a disk", cause: errno)
        }
        try Self.copyData(from: first, to: file, size: size)
        for write in writes {
            try Self.copy(from: log, at: write.position, to: file, at: write.offset, count: write.length)
        }
    }

    /// Copies a sparse file and leaves its holes.
    static func copyData(from source: Int32, to target: Int32, size: Int) throws(DiskProblem) {
        var position = 0
        while position < size {
            let start = Int(lseek(source, off_t(position), seekData))
            // There is no data after it (lseek(2), ENXIO).
            guard start >= 0 else { return }
            let end = Int(lseek(source, off_t(start), seekHole))
            try copy(from: source, at: start, to: target, at: start, count: min(end, size) - start)
            position = max(end, start + 1)
        }
    }

    private static func copy(
        from source: Int32, at from: Int, to target: Int32, at to: Int, count: Int
    ) throws(DiskProblem) {
        var buffer = [UInt8](repeating: 0, count: min(count, 1 << 20))
        var done = 0
        while done < count {
            let step = min(buffer.count, count - done)
            let isCopied = buffer.withUnsafeMutableBytes { bytes in
                pread(source, bytes.baseAddress, step, off_t(from + done)) == step
                    && pwrite(target, bytes.baseAddress, step, off_t(to + done)) == step
            }
            guard isCopied else { throw DiskProblem("memory for a disk", cause: errno) }
            done += step
        }
    }

    /// `SEEK_DATA` and `SEEK_HOLE` of include/uapi/linux/fs.h, which the C library hides behind _GNU_SOURCE.
    private static let (seekData, seekHole): (Int32, Int32) = (3, 4)
}
