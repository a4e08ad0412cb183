import Faults

/// The size of a body's pieces, and when the next one may be sent.
struct Pace: Equatable {
    /// Large enough that a piece costs little, small enough that many replies fit into memory.
    static let largestPiece = 128 << 10

    /// Nil for as fast as the peer reads.
    let bytesPerSecond: Int?

    init(_ pacing: HTTPReply.Pacing) {
        if case .bytesPerSecond(let rate) = pacing { bytesPerSecond = max(1, rate) } else { bytesPerSecond = nil }
    }

    /// Twenty pieces a second look smooth to a peer.
    var piece: Int {
        bytesPerSecond.map { min(max(1, $0 / 20), Self.largestPiece) } ?? Self.largestPiece
    }

    /// When a number of bytes may have been sent, counted from the first byte.
    func time(of sent: Int) -> Duration? {
        bytesPerSecond.map { .seconds(Double(sent) / Double($0)) }
    }
}
