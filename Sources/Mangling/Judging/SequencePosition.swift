/// Turns the 32-bit sequence numbers of one direction of a TCP connection into offsets in its byte stream.
struct SequencePosition {
    /// The sequence number of the stream's first byte.
    let base: UInt32
    private var highest: UInt32
    private var highestPosition = 0

    init(base: UInt32) {
        self.base = base
        highest = base
    }

    /// The offset of a segment in the stream; a retransmission has the same as its original.
    ///
    /// Sequence numbers wrap at 4 GiB; a segment is assumed to be within 2 GiB of the furthest one so far.
    mutating func bytes(before sequence: UInt32) -> Int {
        let step = Int(Int32(bitPattern: sequence &- highest))
        let position = highestPosition + step
        if step > 0 {
            highest = sequence
            highestPosition = position
        }
        return max(0, position)
    }
}
