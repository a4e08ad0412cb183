/// The question of a DNS query or answer, read without the rest of the message.
///
/// Made for the packet loop: it allocates nothing but the name.
package struct DNSDatagram: Hashable, Sendable {
    /// Whether this is an answer.
    package let isResponse: Bool
    /// The id that ties an answer to its query.
    package let id: UInt16
    /// The name asked for.
    package let name: DNSName
    /// The record type asked for.
    package let type: DNSRecordType

    /// Reads the payload of a datagram; nil unless it is a DNS message with exactly one question (RFC 9619 section 4).
    ///
    /// An answer without a question, which some servers send with FORMERR, is nil too.
    package init?(parsing payload: UnsafeRawBufferPointer) {
        let reader = ByteReader(payload)
        do throws(WireFormatError) {
            guard try reader.uint16(at: 4, "a DNS question count") == 1 else { return nil }
            var offset = 12
            let question = try DNSQuestion(parsing: reader, at: &offset)
            isResponse = try reader.uint8(at: 2, "DNS flags") & 0x80 != 0
            id = try reader.uint16(at: 0, "a DNS id")
            name = question.name
            type = question.type
        } catch {
            return nil
        }
    }

    /// Reads the payload of a datagram; see the other initializer.
    package init?(parsing payload: [UInt8]) {
        guard let datagram = payload.withUnsafeBytes({ DNSDatagram(parsing: $0) }) else { return nil }
        self = datagram
    }
}
