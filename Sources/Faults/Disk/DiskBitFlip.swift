/// Flips one bit of what is read from the disk, silently.
///
/// What the kernel still has in memory is not read from the disk.
package struct DiskBitFlip: DiskFault {
    package static let name = "disk.bit-flip"
    package static let summary = "flip one bit of what is read from the disk"

    package init(_ fields: Fields) {}

    package func edit(_ fate: inout DiskFate, of request: DiskRequest, draw: inout Draw) {
        guard request.operation == .read, request.length > 0 else { return }
        fate.flippedBit = Int(draw.fraction() * Double(request.length * 8))
    }
}

extension InjectedFault {
    /// Flips one bit of what is read from the disk: `disk.bit-flip`.
    public static func diskBitFlip(_ match: DiskMatch = DiskMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(DiskBitFlip.self, match: match.element, when: when)
    }
}
