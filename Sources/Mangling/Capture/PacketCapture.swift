/// The frames that crossed some interfaces, in the order of their times.
package struct PacketCapture: Sendable {
    /// One interface, and whether all of its frames are there.
    package struct Interface: Sendable, Equatable {
        /// The device, as in `wire0`.
        package let name: String
        /// Frames that came by, those that were not kept among them.
        package var received = 0
        /// Frames that the kernel had no room for.
        package var dropped = 0
        /// Frames that came after the capture was full.
        package var leftOut = 0
        /// Frames that are in the capture.
        package var kept = 0
    }

    /// One frame.
    package struct Frame: Sendable, Equatable {
        /// The number of the interface.
        package let interface: Int
        /// The kernel's time in nanoseconds since 1970.
        package let nanoseconds: UInt64
        /// It left by the interface; else it came in.
        package let isOutgoing: Bool
        /// How long it was.
        package let length: Int
        /// Where its bytes stand in `bytes`.
        package let range: Range<Int>
    }

    /// Bytes of the longest frame: an IP packet of 64 KiB that the sender's kernel left uncut, and Ethernet's header.
    package static let longestFrame = 65_535 + 14

    /// The interfaces, in the order in which frames name them.
    package var interfaces: [Interface]
    /// What was kept, in the order of the times.
    package private(set) var frames: [Frame] = []
    /// The bytes of all frames.
    package private(set) var bytes: [UInt8] = []
    /// Bytes that are kept at most.
    let limit: Int

    /// Makes one that has seen nothing.
    ///
    /// - Parameters:
    ///   - interfaces: their names.
    ///   - limit: bytes that are kept at most.
    package init(interfaces: [String], limit: Int) {
        self.interfaces = interfaces.map { Interface(name: $0) }
        self.limit = limit
    }

    /// Whether frames were left out because there was no room; from the first of them on, all are.
    package var isCut: Bool { interfaces.contains { $0.leftOut > 0 } }

    mutating func append(
        interface: Int, nanoseconds: UInt64, isOutgoing: Bool, length: Int, _ frame: UnsafeRawBufferPointer
    ) {
        guard interfaces.indices.contains(interface) else { return }
        guard !isCut, bytes.count + frame.count <= limit else {
            interfaces[interface].leftOut += 1
            return
        }
        interfaces[interface].kept += 1
        let start = bytes.count
        bytes += frame
        frames.append(
            Frame(
                interface: interface, nanoseconds: nanoseconds, isOutgoing: isOutgoing, length: length,
                range: start..<bytes.count
            )
        )
    }

    /// Puts the frames of several sockets in one order; those of one interface that have one time stay as they came.
    mutating func sort() {
        let sorted = frames.indices.sorted {
            (frames[$0].nanoseconds, $0) < (frames[$1].nanoseconds, $1)
        }
        frames = sorted.map { frames[$0] }
    }

    /// The packet in an Ethernet II frame; nil if it is not IP (RFC 894, RFC 2464).
    func packet(of frame: Frame) -> Range<Int>? {
        let header = 14
        guard frame.range.count > header else { return nil }
        switch UInt16(bytes[frame.range.lowerBound + 12]) << 8 | UInt16(bytes[frame.range.lowerBound + 13]) {
        case 0x0800, 0x86dd: return (frame.range.lowerBound + header)..<frame.range.upperBound
        default: return nil
        }
    }
}
