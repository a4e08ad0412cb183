import Faults
import NIOCore
import WireFormats

/// Answers DNS queries: asks the zone, lets DNS faults edit the reply, sends it, records it.
struct DNSResponder: Sendable {
    let zone = Zone()
    let faults: [ArmedFault]
    let hooks: ServiceHooks

    /// Answers one query, after the delay that a fault may have set.
    func serve(_ bytes: [UInt8], from peer: DNSPeer) async {
        if peer.isSilent { return ignore(bytes) }
        guard let reply = reply(to: bytes, overTCP: peer.datagramSource == nil) else {
            // RFC 7766 section 6.2.3 leaves it to the server; a stream that makes no sense is over.
            if peer.datagramSource == nil { peer.channel.close(mode: .all, promise: nil) }
            return
        }
        if reply.delay > .zero, (try? await peer.channel.isClosed(within: reply.delay)) != false { return }
        guard !reply.isSilent else { return }
        send(reply, to: peer)
    }

    /// The reply to what may be a query; nil if it cannot be answered at all.
    func reply(to bytes: [UInt8], overTCP: Bool) -> DNSReply? {
        guard let query = try? DNSMessage(parsing: bytes) else { return Self.complaint(about: bytes) }
        // An answer to an answer could go on for ever.
        guard !query.isResponse else { return nil }
        var reply = DNSReply(query: query, message: zone.answer(to: query), isOverTCP: overTCP)
        guard query.questions.count == 1, let question = query.questions.first else { return reply }
        let edits = hooks.chain(faults).edit(&reply, about: DNSOccasion(question, isOverTCP: overTCP))
        let hasRecords = !reply.isSilent && reply.payload == nil
        record(
            question, overTCP: overTCP, answer: reply.summary, records: hasRecords ? reply.message.answers.count : 0,
            faults: edits
        )
        return reply
    }

    /// What the silent server does: a question is seen, and that is all.
    private func ignore(_ bytes: [UInt8]) {
        guard let query = try? DNSMessage(parsing: bytes), !query.isResponse, let question = query.questions.first
        else {
            return
        }
        record(question, overTCP: false, answer: "silence", records: 0, faults: [])
    }

    private func record(_ question: DNSQuestion, overTCP: Bool, answer: String, records: Int, faults: [Int]) {
        hooks.record(
            .dns(
                DNSExchange(
                    name: question.name.description, type: question.type.description, over: overTCP ? "tcp" : "udp",
                    answer: answer, records: records, faults: faults
                )
            )
        )
    }

    /// FORMERR for what has at least the header of a query (RFC 1035 section 4.1.1).
    private static func complaint(about bytes: [UInt8]) -> DNSReply? {
        guard bytes.count >= 12, bytes[2] & 0x80 == 0 else { return nil }
        let query = DNSMessage(id: UInt16(bytes[0]) << 8 | UInt16(bytes[1]), opcode: bytes[2] >> 3 & 0x0f)
        return DNSReply(query: query, message: DNSMessage(answering: query, responseCode: .formErr))
    }

    private func send(_ reply: DNSReply, to peer: DNSPeer) {
        let bytes = reply.bytes
        if let source = peer.datagramSource {
            let envelope = AddressedEnvelope(remoteAddress: source, data: ByteBuffer(bytes: bytes))
            peer.channel.writeAndFlush(envelope, promise: nil)
        } else {
            // RFC 1035 section 4.2.2: the length first. One write, so that answers of one connection stay whole.
            var buffer = ByteBuffer(integer: UInt16(truncatingIfNeeded: bytes.count))
            buffer.writeBytes(bytes)
            peer.channel.writeAndFlush(buffer, promise: nil)
        }
    }
}
