/// What happens to one request at the disk; disk faults edit it, the disk's server carries it out.
package struct DiskFate: Sendable, Equatable {
    /// The error that the kernel gets; nil if the request succeeds.
    package var error: DiskError?
    /// How long the answer takes; requests behind it wait.
    package var delay: Duration = .zero
    /// How many of the bytes of a write reach the disk, which says that all did; nil for all.
    package var kept: Int?
    /// The bit of the bytes of a read that is wrong, from 0.
    package var flippedBit: Int?

    package init() {}
}

/// An error of a disk, by the name that programs see (errno(3)).
public enum DiskError: String, Sendable, CaseIterable {
    /// The disk could not do it.
    case io = "EIO"
    /// A thinly provisioned volume has no block left.
    case noSpace = "ENOSPC"
    /// The place on the medium is bad.
    case medium = "ENODATA"
    /// The disk did not answer in time.
    case timeout = "ETIMEDOUT"

    /// The number, the same on every architecture of Linux (include/uapi/asm-generic/errno.h).
    package var number: Int {
        switch self {
        case .io: 5
        case .noSpace: 28
        case .medium: 61
        case .timeout: 110
        }
    }
}

extension DiskFate: FaultEditable {
    package static func editing(by fault: any Fault, about request: DiskRequest, from offset: Int) -> Edit? {
        guard let fault = fault as? any DiskFault else { return nil }
        return { fault.edit(&$0, of: request, draw: &$1) }
    }

    /// What `after-bytes` counts.
    package func length(about request: DiskRequest) -> Int { request.total }
}
