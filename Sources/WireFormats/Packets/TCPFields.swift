/// The control bits of a TCP segment (RFC 9293 section 3.1).
package struct TCPFlags: OptionSet, Hashable, Sendable {
    /// The byte as it stands in the header, with the two ECN bits.
    package let rawValue: UInt8

    /// Takes the byte of the header as it is.
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// No more data from the sender.
    package static let fin = TCPFlags(rawValue: 0x01)
    /// Synchronizes sequence numbers.
    package static let syn = TCPFlags(rawValue: 0x02)
    /// Resets the connection.
    package static let rst = TCPFlags(rawValue: 0x04)
    /// Pushes data to the application.
    package static let psh = TCPFlags(rawValue: 0x08)
    /// The acknowledgment number is valid.
    package static let ack = TCPFlags(rawValue: 0x10)
    /// The urgent pointer is valid.
    package static let urg = TCPFlags(rawValue: 0x20)
}

/// The fields of a TCP header except the ports (RFC 9293 section 3.1).
package struct TCPFields: Hashable, Sendable {
    /// The sequence number of the first byte of the segment.
    package var sequence: UInt32
    /// The next sequence number the sender expects; meaningful with `ack` only.
    package var acknowledgment: UInt32
    /// The control bits.
    package var flags: TCPFlags
    /// The receive window as it stands in the header, not scaled.
    package var window: UInt16
    /// The length of the header with its options, 20 to 60 bytes.
    package var headerLength: Int

    /// Makes fields from their values.
    package init(sequence: UInt32, acknowledgment: UInt32, flags: TCPFlags, window: UInt16, headerLength: Int = 20) {
        self.sequence = sequence
        self.acknowledgment = acknowledgment
        self.flags = flags
        self.window = window
        self.headerLength = headerLength
    }
}

extension TCPFields {
    /// The bytes of options in the header, with their padding; 0 to 40.
    package var optionsLength: Int { headerLength - 20 }
}
