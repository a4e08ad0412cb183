import WireFormats

/// What the mangler did with each frame of a capture.
///
/// A comment stands where the packet arrived, before the mangler; that of a packet which the mangler sent by itself,
/// where it left.
package struct PacketComments: Sendable, Equatable {
    /// By the place of the frame in the capture.
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

/// Frames of one direction that wait for the mangler's word.
private struct FrameIndex {
    struct Found {
        let frame: Int
        /// The bytes of the frame's payload that the packet is; nil for all of it.
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
        /// Bytes of payload that were taken before.
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
            // In the order of arrival among equal ones, should the same bytes have been sent again already.
            let others = waiting[Key(rest), default: []]
            let next = others.firstIndex { $0.frame > left.frame } ?? others.endIndex
            waiting[Key(rest), default: []].insert(left, at: next)
        }
        let isWhole = found.taken == 0 && found.identity.payloadLength == length
        return Found(frame: found.frame, part: isWhole ? nil : found.taken..<(found.taken + length))
    }
}
