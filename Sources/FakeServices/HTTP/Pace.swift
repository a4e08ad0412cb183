import Faults

/// How large the pieces of a body are and when the next one may go.
struct Pace: Equatable {
    /// Large enough that a piece costs little, small enough that many replies at a time do.
    static let largestPiece = 128 << 10

    /// Nil means as fast as the peer reads.
    let bytesPerSecond: Int?

    init(_ pacing: HTTPReply.Pacing) {
        if case .bytesPerSecond(let rate) = pacing { bytesPerSecond = max(1, rate) } else { bytesPerSecond = nil }
    }

    /// Twenty pieces a second look even to a peer.
    var piece: Int {
        bytesPerSecond.map { min(max(1, $0 / 20), Self.largestPiece) } ?? Self.largestPiece
    }

    /// When, after the first byte, so many bytes may have been sent.
    func time(of sent: Int) -> Duration? {
        bytesPerSecond.map { .seconds(Double(sent) / Double($0)) }
    }
}
