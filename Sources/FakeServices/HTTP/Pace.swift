import Faults

/// The size of a body's pieces, and when the next one may be sent.
struct Pace: Equatable {
    /// Nil for as fast as the peer reads.
    let bytesPerSecond: Int?
    private let largestPiece: Int

    /// - Parameter largestPiece: bytes that are sent at once at most.
    init(_ pacing: HTTPReply.Pacing, largestPiece: Int) {
        self.largestPiece = largestPiece
        if case .bytesPerSecond(let rate) = pacing { bytesPerSecond = max(1, rate) } else { bytesPerSecond = nil }
    }

    /// Twenty pieces a second look smooth to a peer.
    var piece: Int {
        bytesPerSecond.map { min(max(1, $0 / 20), largestPiece) } ?? largestPiece
    }

    /// When a number of bytes may have been sent, counted from the first byte.
    func time(of sent: Int) -> Duration? {
        bytesPerSecond.map { .seconds(Double(sent) / Double($0)) }
    }
}
