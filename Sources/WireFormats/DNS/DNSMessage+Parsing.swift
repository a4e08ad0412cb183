extension DNSMessage {
    /// Reads a message as it stands in a datagram; over TCP, without the length in front.
    ///
    /// Throws if a part is cut off, contradicts itself or is left over. The counts in the header are not trusted: no
    /// memory is reserved for them, and parsing ends with the message.
    package init(parsing bytes: [UInt8]) throws(WireFormatError) {
        self = try bytes.withUnsafeBytes { buffer in
            Result { () throws(WireFormatError) in try DNSMessage(parsing: buffer) }
        }.get()
    }

    /// Reads a message as it stands in a datagram; see the other initializer.
    package init(parsing bytes: UnsafeRawBufferPointer) throws(WireFormatError) {
        let reader = ByteReader(bytes)
        try reader.require(12, at: 0, "a DNS header")
        let flags = try reader.uint16(at: 2, "DNS flags")
        self.init(
            id: try reader.uint16(at: 0, "a DNS id"),
            isResponse: flags & 0x8000 != 0,
            opcode: UInt8(truncatingIfNeeded: flags >> 11 & 0x0f),
            isAuthoritative: flags & 0x0400 != 0,
            isTruncated: flags & 0x0200 != 0,
            recursionDesired: flags & 0x0100 != 0,
            recursionAvailable: flags & 0x0080 != 0,
            authenticData: flags & 0x0020 != 0,
            checkingDisabled: flags & 0x0010 != 0,
            responseCode: DNSResponseCode(rawValue: UInt8(truncatingIfNeeded: flags & 0x0f))
        )
        var offset = 12
        for _ in 0..<(try reader.uint16(at: 4, "a DNS question count")) {
            questions.append(try DNSQuestion(parsing: reader, at: &offset))
        }
        for _ in 0..<(try reader.uint16(at: 6, "a DNS answer count")) {
            answers.append(try DNSRecord(parsing: reader, at: &offset))
        }
        for _ in 0..<(try reader.uint16(at: 8, "a DNS authority count")) {
            authorities.append(try DNSRecord(parsing: reader, at: &offset))
        }
        for _ in 0..<(try reader.uint16(at: 10, "a DNS additional count")) {
            let start = offset
            let record = try DNSRecord(parsing: reader, at: &offset)
            if record.type == .opt {
                try take(optRecord: record, at: start)
            } else {
                additionals.append(record)
            }
        }
        guard offset == reader.count else {
            throw WireFormatError(
                offset: offset,
                expected: "the end of the DNS message",
                found: "\(reader.count - offset) more bytes"
            )
        }
    }

    private mutating func take(optRecord record: DNSRecord, at offset: Int) throws(WireFormatError) {
        // RFC 6891 section 6.1.1: more than one, or one that is not at the root, makes the message unreadable.
        guard edns == nil else {
            throw WireFormatError(offset: offset, expected: "one OPT record at most", found: "another")
        }
        guard record.name == .root, case .opaque(let options) = record.data else {
            throw WireFormatError(offset: offset, expected: "an OPT record at the root", found: "\(record.name)")
        }
        edns = EDNS(
            udpPayloadSize: record.recordClass,
            version: UInt8(truncatingIfNeeded: record.ttl >> 16),
            dnssecOK: record.ttl & 0x8000 != 0,
            extendedResponseCode: UInt8(truncatingIfNeeded: record.ttl >> 24),
            options: options
        )
    }
}

extension DNSQuestion {
    init(parsing reader: ByteReader, at offset: inout Int) throws(WireFormatError) {
        name = try DNSName(parsing: reader, at: &offset)
        try reader.require(4, at: offset, "a DNS question's type and class")
        type = DNSRecordType(rawValue: try reader.uint16(at: offset, "a DNS type"))
        recordClass = try reader.uint16(at: offset + 2, "a DNS class")
        offset += 4
    }
}
