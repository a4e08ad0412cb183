/// A request of the kernel to the server of the disk's file (fuse(4); include/uapi/linux/fuse.h).
struct FUSERequest: Equatable {
    enum Operation: UInt32 {
        case forget = 2
        case getAttributes = 3
        case open = 14
        case read = 15
        case write = 16
        case statistics = 17
        case release = 18
        case synchronize = 20
        case flush = 25
        case begin = 26
        case interrupt = 36
        case destroy = 38
        case forgetMany = 42
    }

    /// Nil for one that this server does not know.
    let operation: Operation?
    let unique: UInt64
    let offset: Int
    let length: Int
    /// Of `begin`.
    let minorVersion: UInt32

    /// `sizeof(struct fuse_in_header)`.
    static let headerSize = 40
    /// Where the bytes of a write begin: after `struct fuse_write_in`.
    static let dataOffset = 80

    /// Reads a request; nil if it is cut short.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.headerSize else { return nil }
        func word(_ offset: Int) -> UInt32 {
            offset + 4 <= bytes.count ? bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self) : 0
        }
        func long(_ offset: Int) -> UInt64 {
            offset + 8 <= bytes.count ? bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) : 0
        }
        operation = Operation(rawValue: word(4))
        unique = long(8)
        switch operation {
        case .read, .write:
            guard bytes.count >= Self.dataOffset, let offset = Int(exactly: long(48)) else { return nil }
            self.offset = offset
            length = Int(word(56))
            if operation == .write, bytes.count < Self.dataOffset + length { return nil }
        default: (offset, length) = (0, 0)
        }
        minorVersion = operation == .begin ? word(44) : 0
    }
}

/// The answers that need no disk.
enum FUSEReply {
    /// `sizeof(struct fuse_out_header)`.
    static let headerSize = 16
    /// The most bytes of one read or write.
    static let largest = 1 << 20

    /// `struct fuse_init_out`: the version that this server speaks, large requests, and several at once.
    static func begin(minorVersion: UInt32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        bytes.store(UInt32(7), at: 0)
        // 7.31 knows FUSE_MAX_PAGES (7.28) and needs nothing newer.
        bytes.store(min(minorVersion, 31), at: 4)
        bytes.store(UInt32(1 << 17), at: 8)
        // FUSE_BIG_WRITES and FUSE_MAX_PAGES.
        bytes.store(UInt32(1 << 5 | 1 << 22), at: 12)
        bytes.store(UInt16(64), at: 16)
        bytes.store(UInt16(48), at: 18)
        bytes.store(UInt32(largest), at: 20)
        bytes.store(UInt32(1), at: 24)
        bytes.store(UInt16(largest >> 12), at: 28)
        return bytes
    }

    /// `struct fuse_attr_out` of a regular file that only root may use.
    static func attributes(size: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 104)
        bytes.store(UInt64(3600), at: 0)
        bytes.store(UInt64(1), at: 16)
        bytes.store(UInt64(size), at: 24)
        bytes.store(UInt64(size / 512), at: 32)
        bytes.store(UInt32(0o100600), at: 76)
        bytes.store(UInt32(1), at: 80)
        bytes.store(UInt32(4096), at: 96)
        return bytes
    }

    /// `struct fuse_open_out` with FOPEN_DIRECT_IO, so that the kernel keeps nothing of the file.
    static var opened: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        bytes.store(UInt32(1), at: 8)
        return bytes
    }

    /// `struct fuse_write_out`.
    static func written(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 8)
        bytes.store(UInt32(clamping: count), at: 0)
        return bytes
    }

    /// `struct fuse_statfs_out`: blocks of 4 KiB.
    static var statistics: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 80)
        bytes.store(UInt32(4096), at: 40)
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func store<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
        withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: offset, as: Value.self) }
    }
}
