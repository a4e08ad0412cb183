extension PcapngBlock {
    /// Whether a frame came in or went out (epb_flags, section 4.3.1).
    package enum Bound: UInt32, Sendable {
        /// It came in.
        case inbound = 1
        /// It went out.
        case outbound = 2
    }

    /// A frame (section 4.3).
    ///
    /// - Parameters:
    ///   - interface: the number of the interface.
    ///   - nanoseconds: since 1970 (UTC).
    ///   - frame: its captured bytes.
    ///   - length: its original length.
    ///   - bound: which way it went.
    ///   - comments: notes about it.
    package static func packet(
        interface: Int, nanoseconds: UInt64, frame: ArraySlice<UInt8>, length: Int, bound: Bound,
        comments: [String] = []
    ) -> PcapngBlock {
        var body: [UInt8] = []
        body.reserveCapacity(frame.count + 20)
        body.append(littleEndian: UInt32(clamping: interface))
        body.append(time: nanoseconds)
        body.append(littleEndian: UInt32(clamping: frame.count))
        body.append(littleEndian: UInt32(clamping: length))
        body += frame
        var flags: [UInt8] = []
        flags.append(littleEndian: bound.rawValue)
        return PcapngBlock(
            type: 6, body: body, options: comments.map { .comment($0) } + [PcapngOption(code: 2, value: flags)]
        )
    }
}
