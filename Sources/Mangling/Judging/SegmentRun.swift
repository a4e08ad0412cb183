import WireFormats

/// The segments that one uncut packet holds.
struct SegmentRun: Equatable {
    let count: Int
    /// Bytes of payload in each.
    let size: Int

    /// Other flags are set in the first or last segment only; so is PSH, but no fault reads it.
    private static let flags: TCPFlags = [.ack, .psh]

    /// Works out how the kernel would cut a packet; nil if that is not known.
    ///
    /// The queue does not tell the size of segments. A sender makes all segments of a burst equally large, except the
    /// last. So a packet whose payload is a multiple of the size seen last (less the options, if those differ) consists
    /// of such segments. Any other packet has to be cut to be known.
    ///
    /// - Parameters:
    ///   - isRun: whether it holds several segments, as the kernel says.
    ///   - segmentSize: the size of a full segment, options and payload, as measured; 0 if none was seen.
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

    /// The headers of one of the segments, except its sequence number.
    func segment(of headers: PacketHeaders) -> PacketHeaders {
        var segment = headers
        segment.payloadLength = size
        segment.packetLength = headers.payloadOffset + size
        return segment
    }
}
