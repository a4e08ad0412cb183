import WireFormats

/// A packet that the mangler judged or sent by itself, with its comments for a capture.
package struct JudgedPacket: Sendable, Equatable {
    /// How the capture recognizes it.
    package let identity: PacketIdentity
    /// When it was judged, in nanoseconds since 1970: after it passed the interface where it arrived.
    package let nanoseconds: UInt64
    /// True if the mangler sent it, false if it came in.
    package let isInjected: Bool
    /// What the faults did to it; empty if none did anything.
    package let comments: [String]
}

/// Called for every packet that the mangler judged or sent, on its thread; must not block.
package typealias JudgedPacketSink = @Sendable (JudgedPacket) -> Void

extension Ruling {
    /// The packets to tell a capture about: the packet itself, then those sent besides.
    ///
    /// Packets that no fault touched are included, because the capture tells equal packets apart by their order.
    func judged(_ packet: UnsafeRawBufferPointer, at nanoseconds: UInt64) -> [JudgedPacket] {
        var packets: [JudgedPacket] = []
        if let identity = try? PacketIdentity(of: packet) {
            packets.append(
                JudgedPacket(
                    identity: identity, nanoseconds: nanoseconds, isInjected: false,
                    comments: hits.map { "\($0.fate) by \($0.fault)" }
                )
            )
        }
        for injection in injections {
            guard let identity = try? injection.withUnsafeBytes({ try PacketIdentity(of: $0) }), let cause = hits.last
            else { continue }
            packets.append(
                JudgedPacket(
                    identity: identity, nanoseconds: nanoseconds, isInjected: true,
                    comments: ["injected by \(cause.fault)"]
                )
            )
        }
        return packets
    }
}
