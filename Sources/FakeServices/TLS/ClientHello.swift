import NIOCore

/// The name of the host that a client wants, in its first message (RFC 8446 section 4.1.2, RFC 6066 section 3).
///
/// Input is not trusted.
enum ClientHello {
    enum ServerName: Equatable {
        /// The message is not whole yet.
        case unfinished
        case name(String)
        /// The client names no host, or this is no such message.
        case none
    }

    /// The type of a record that holds handshake messages (RFC 8446 section 5.1).
    private static let handshakeRecord: UInt8 = 22
    /// The type of the message (RFC 8446 section 4).
    private static let clientHello: UInt8 = 1
    /// The version and the random bytes (RFC 8446 section 4.1.2).
    private static let fixedPart = 2 + 32
    /// The type of the extension (RFC 6066 section 1.1), and of a name of a host in it (section 3).
    private static let serverNameExtension: UInt16 = 0
    private static let hostName: UInt8 = 0

    /// Finds the name in the bytes that a client has sent so far.
    static func serverName(in bytes: ByteBuffer) -> ServerName {
        var (records, messages) = (bytes, ByteBuffer())
        // A message may be spread over records (RFC 8446 section 5.1).
        while let type = records.readInteger(as: UInt8.self) {
            guard type == handshakeRecord else { return .none }
            guard records.readInteger(as: UInt16.self) != nil,
                var fragment = records.readLengthPrefixedSlice(as: UInt16.self)
            else { return .unfinished }
            guard fragment.readableBytes > 0 else { return .none }
            messages.writeBuffer(&fragment)
            guard messages.getInteger(at: 0, as: UInt8.self) == clientHello else { return .none }
            if var message = whole(messages) { return extensions(of: &message).map(serverName(among:)) ?? .none }
        }
        return .unfinished
    }

    /// The body of the first message, whose length has three bytes; nil while some of it is missing.
    private static func whole(_ messages: ByteBuffer) -> ByteBuffer? {
        guard let high = messages.getInteger(at: 1, as: UInt8.self),
            let low = messages.getInteger(at: 2, as: UInt16.self)
        else { return nil }
        return messages.getSlice(at: 4, length: Int(high) << 16 | Int(low))
    }

    private static func extensions(of message: inout ByteBuffer) -> ByteBuffer? {
        guard message.readSlice(length: fixedPart) != nil,
            message.readLengthPrefixedSlice(as: UInt8.self) != nil,  // session
            message.readLengthPrefixedSlice(as: UInt16.self) != nil,  // cipher suites
            message.readLengthPrefixedSlice(as: UInt8.self) != nil  // compression
        else { return nil }
        return message.readLengthPrefixedSlice(as: UInt16.self)
    }

    private static func serverName(among extensions: ByteBuffer) -> ServerName {
        var extensions = extensions
        while let type = extensions.readInteger(as: UInt16.self),
            var value = extensions.readLengthPrefixedSlice(as: UInt16.self)
        {
            guard type == serverNameExtension else { continue }
            guard var names = value.readLengthPrefixedSlice(as: UInt16.self),
                names.readInteger(as: UInt8.self) == hostName,
                let name = names.readLengthPrefixedSlice(as: UInt16.self)
            else { return .none }
            return .name(String(buffer: name))
        }
        return .none
    }
}
