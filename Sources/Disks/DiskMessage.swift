/// One message between the harness and the process that serves a disk, of a fixed size.
struct DiskMessage: Equatable {
    enum Kind: UInt64 {
        // From the harness.
        /// `first`: whether each request is asked about.
        case ask = 1
        /// The answer to a question: error, nanoseconds of delay, bytes kept and flipped bit, each of these two plus 1
        /// or 0 for none, and whether the power is cut before it.
        case fate
        /// Nothing more reaches the disk, and nothing is answered until `letGo`; answered by `done`.
        case cut
        /// What waits since the cut is answered; answered by `done`.
        case letGo
        /// The disk is as the file says, and writes reach it again; answered by `done`.
        case resume
        /// Answered by `counts`.
        case count
        /// `first`: a block device by its number; `second`: the most bytes that may wait to be written to it.
        case limitWriteBack
        // From the server.
        /// The descriptors of disk, log, first state and file.
        case ready = 100
        /// Serial number, operation, offset and length.
        case question
        /// Reads, writes, flushes, bytes written and bytes of the log; whether the log is incomplete.
        case counts
        case done
        /// Why it cannot serve: an errno and the step, see `DiskStep`.
        case failed
    }

    var kind: Kind
    var values: [UInt64]

    /// Values in a message.
    static let count = 6
    static let size = 8 * (1 + count)

    init(_ kind: Kind, _ values: UInt64...) {
        self.kind = kind
        self.values = values + Array(repeating: 0, count: max(0, Self.count - values.count))
    }

    /// Reads a message; nil if it is none.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.size, let kind = Kind(rawValue: bytes.loadUnaligned(as: UInt64.self)) else {
            return nil
        }
        self.kind = kind
        values = (1...Self.count).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
    }

    var bytes: [UInt8] {
        ([kind.rawValue] + values.prefix(Self.count)).flatMap { value in withUnsafeBytes(of: value) { Array($0) } }
    }
}

/// A step of the server's start that the kernel can refuse.
enum DiskStep: UInt64 {
    case memory, connection, mount

    /// The words for an error.
    var what: String {
        switch self {
        case .memory: "memory for a disk (memfd_create(2))"
        case .connection: "/dev/fuse"
        case .mount: "mounting the disk's file (fuse(4))"
        }
    }
}
