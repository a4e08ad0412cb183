import NIOCore

/// Reads queries from datagrams.
final class DNSDatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let inbox: Inbox
    private let isSilent: Bool

    /// - Parameter isSilent: true for the server that answers nothing.
    init(inbox: Inbox, isSilent: Bool) {
        self.inbox = inbox
        self.isSilent = isSilent
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let peer = DNSPeer(channel: context.channel, datagramSource: envelope.remoteAddress, isSilent: isSilent)
        // If there are too many queries, one is lost, as with a full queue.
        _ = inbox.deliver(.query(Array(envelope.data.readableBytesView), peer))
    }

    /// An ICMP error about one answer does not stop the server.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}

/// Reads queries from a stream, each after its length (RFC 1035 section 4.2.2).
struct DNSFrameDecoder: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = [UInt8]

    mutating func decode(buffer: inout ByteBuffer) -> [UInt8]? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt16.self),
            let bytes = buffer.getBytes(at: buffer.readerIndex + 2, length: Int(length))
        else { return nil }
        buffer.moveReaderIndex(forwardBy: 2 + Int(length))
        return bytes
    }

    mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) -> [UInt8]? { decode(buffer: &buffer) }
}

/// Handles the complete queries of a connection.
final class DNSFrameHandler: ChannelInboundHandler {
    typealias InboundIn = [UInt8]

    private let inbox: Inbox

    init(inbox: Inbox) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let peer = DNSPeer(channel: context.channel, datagramSource: nil)
        if !inbox.deliver(.query(unwrapInboundIn(data), peer)) { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
