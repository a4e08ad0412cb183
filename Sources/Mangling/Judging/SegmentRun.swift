import WireFormats

/// The segments that one packet of the uncut queue holds.
struct SegmentRun: Equatable {
    let count: Int
    /// Bytes of payload of each.
    let size: Int

    /// Others stand in the first or the last segment alone; PSH does too, but no fault reads it.
    private static let flags: TCPFlags = [.ack, .psh]

    /// Finds out into what the kernel would cut a packet; nil where that is not known.
    ///
    /// The queue does not tell the size of segments. A sender makes all of one size but the last of what it had to send
    /// at a time, less its options where that differs; so a packet that is a multiple of the size seen last is made of
    /// such. Any other has to be cut to be known.
    ///
    /// - Parameters:
    ///   - isRun: whether the kernel says that it holds several.
    ///   - segmentSize: what a full segment was seen to carry, options and payload; 0 if none was.
    init?(_ headers: PacketHeaders, isRun: Bool, segmentSize: Int) {
        guard let tcp = headers.tcp else { return nil }
        let payload = headers.packetLength - headers.payloadOffset
        guard isRun else {
            guard payload >= 0 else { return nil }
            (count, size) = (1, payload)
            return
        }
        size = segmentSize - tcp.optionsLength
        guard size > 0, payload > 0, payload.isMultiple(of: size), tcp.flags.isSubset(of: Self.flags) else {
            return nil
        }
        count = payload / size
    }

    /// The headers of one of the segments, but for its place in the stream.
    func segment(of headers: PacketHeaders) -> PacketHeaders {
        var segment = headers
        segment.payloadLength = size
        segment.packetLength = headers.payloadOffset + size
        return segment
    }
}
