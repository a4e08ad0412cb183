/// The frames that crossed some interfaces, ordered by time.
package struct PacketCapture: Sendable {
    /// One interface, with counts of its frames.
    package struct Interface: Sendable, Equatable {
        /// The device, as in `wire0`.
        package let name: String
        /// All frames that the interface saw.
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
        /// The kernel's timestamp in nanoseconds since 1970.
        package let nanoseconds: UInt64
        /// True if it left by the interface, false if it came in.
        package let isOutgoing: Bool
        /// Its original length.
        package let length: Int
        /// Where its bytes stand in `bytes`.
        package let range: Range<Int>
    }

    /// The length of the longest frame: an IP packet of 64 KiB that the sender's kernel left uncut, and the Ethernet
    /// header.
    package static let longestFrame = 65_535 + 14

    /// The interfaces, in the order in which frames name them.
    package var interfaces: [Interface]
    /// The frames that were kept, ordered by time.
    package private(set) var frames: [Frame] = []
    /// The bytes of all frames.
    package private(set) var bytes: [UInt8] = []
    /// At most this many bytes are kept.
    let limit: Int

    /// Makes an empty capture.
    ///
    /// - Parameters:
    ///   - interfaces: their names.
    ///   - limit: at most this many bytes are kept.
    package init(interfaces: [String], limit: Int) {
        self.interfaces = interfaces.map { Interface(name: $0) }
        self.limit = limit
    }

    /// Whether frames were left out for lack of room; once one is, all later ones are.
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

    /// Sorts the frames of several sockets by time.
    ///
    /// Frames of one interface with the same time keep their order.
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
