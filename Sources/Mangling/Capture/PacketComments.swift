import WireFormats

/// The comments that say what the mangler did with the frames of a capture.
///
/// A comment belongs to the frame at the interface where the packet arrived. If the mangler sent the packet, it belongs
/// to the frame at the interface where it left.
package struct PacketComments: Sendable, Equatable {
    /// The comments by index of the frame.
    package private(set) var texts: [Int: [String]] = [:]
    /// Comments whose packet is not in the capture.
    package private(set) var unplaced = 0

    /// Finds the frame of every packet that was judged.
    ///
    /// The n-th of equal packets to be judged is the n-th that arrived. A frame that the sender's kernel left uncut
    /// holds several packets: its comments say which bytes they are about.
    package init(of judged: [JudgedPacket], in capture: PacketCapture) {
        var arrived = FrameIndex(capture, isOutgoing: false)
        var left = FrameIndex(capture, isOutgoing: true)
        for packet in judged {
            let found =
                packet.isInjected
                ? left.take(packet.identity) { $0.nanoseconds >= packet.nanoseconds }
                : arrived.take(packet.identity) { $0.nanoseconds <= packet.nanoseconds }
            guard let found else {
                unplaced += packet.comments.count
                continue
            }
            guard !packet.comments.isEmpty else { continue }
            texts[found.frame, default: []] += packet.comments.map { comment in
                found.part.map { "\(comment) (payload bytes \($0.lowerBound) to \($0.upperBound - 1))" } ?? comment
            }
        }
    }
}

/// Frames of one direction that are not yet matched with a judged packet.
private struct FrameIndex {
    struct Found {
        let frame: Int
        /// The part of the frame's payload that is this packet; nil for all of it.
        let part: Range<Int>?
    }

    private struct Key: Hashable {
        let flow: PacketIdentity.Flow
        let mark: PacketIdentity.Mark

        init(_ identity: PacketIdentity) {
            flow = identity.flow
            mark = identity.mark
        }
    }

    private struct Waiting {
        let frame: Int
        let identity: PacketIdentity
        /// Bytes of payload that earlier packets took.
        let taken: Int
    }

    private let capture: PacketCapture
    private var waiting: [Key: [Waiting]] = [:]

    init(_ capture: PacketCapture, isOutgoing: Bool) {
        self.capture = capture
        capture.bytes.withUnsafeBytes { bytes in
            for (index, frame) in capture.frames.enumerated() where frame.isOutgoing == isOutgoing {
                guard let range = capture.packet(of: frame),
                    let identity = try? PacketIdentity(of: UnsafeRawBufferPointer(rebasing: bytes[range]))
                else { continue }
                waiting[Key(identity), default: []].append(Waiting(frame: index, identity: identity, taken: 0))
            }
        }
    }

    mutating func take(_ identity: PacketIdentity, where isPossible: (PacketCapture.Frame) -> Bool) -> Found? {
        let key = Key(identity)
        guard
            let place = waiting[key]?.firstIndex(where: {
                $0.identity.payloadLength >= identity.payloadLength && isPossible(capture.frames[$0.frame])
            }),
            let found = waiting[key]?.remove(at: place)
        else { return nil }
        let length = identity.payloadLength
        if let rest = found.identity.dropping(length) {
            let left = Waiting(frame: found.frame, identity: rest, taken: found.taken + length)
            // Keeps the order of arrival among equal ones, in case the same bytes have been sent again already.
            let others = waiting[Key(rest), default: []]
            let next = others.firstIndex { $0.frame > left.frame } ?? others.endIndex
            waiting[Key(rest), default: []].insert(left, at: next)
        }
        let isWhole = found.taken == 0 && found.identity.payloadLength == length
        return Found(frame: found.frame, part: isWhole ? nil : found.taken..<(found.taken + length))
    }
}
