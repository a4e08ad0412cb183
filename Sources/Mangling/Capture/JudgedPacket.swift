import WireFormats

/// A packet that the mangler judged or sent by itself, and what is to be said about it in a capture.
package struct JudgedPacket: Sendable, Equatable {
    /// By what the capture knows it.
    package let identity: PacketIdentity
    /// When it was judged, in nanoseconds since 1970: after it came by the interface where it arrived.
    package let nanoseconds: UInt64
    /// The mangler sent it; else it came in.
    package let isInjected: Bool
    /// What the faults did with it; empty if none did anything.
    package let comments: [String]
}

/// Told of every packet that the mangler judged or sent, on its thread; must not block.
package typealias JudgedPacketSink = @Sendable (JudgedPacket) -> Void

extension Ruling {
    /// What a capture has to know: the packet itself, then what is sent besides.
    ///
    /// Packets that no fault touched are told too, because the capture finds equal ones by their order.
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
