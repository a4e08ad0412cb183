extension DNSMessage {
    /// The message as it stands in a datagram, names compressed.
    ///
    /// It encodes what it is given, malformed or not, and cuts only what the format has no room for: sections to 65535
    /// entries, record data to 65535 bytes, codes to their four bits.
    package func encoded() -> [UInt8] {
        var encoder = DNSEncoder()
        encoder.bytes.append(bigEndian: id)
        encoder.bytes.append(bigEndian: flags)
        for count in [questions.count, answers.count, authorities.count] {
            encoder.bytes.append(bigEndian: UInt16(clamping: count))
        }
        let records = additionals.prefix(edns == nil ? 65535 : 65534)
        encoder.bytes.append(bigEndian: UInt16(clamping: records.count + (edns == nil ? 0 : 1)))
        for question in questions.prefix(65535) { encoder.append(question) }
        for record in answers.prefix(65535) { encoder.append(record) }
        for record in authorities.prefix(65535) { encoder.append(record) }
        for record in records { encoder.append(record) }
        if let edns { encoder.append(edns) }
        return encoder.bytes
    }

    private var flags: UInt16 {
        var flags = UInt16(opcode & 0x0f) << 11 | UInt16(responseCode.rawValue & 0x0f)
        if isResponse { flags |= 0x8000 }
        if isAuthoritative { flags |= 0x0400 }
        if isTruncated { flags |= 0x0200 }
        if recursionDesired { flags |= 0x0100 }
        if recursionAvailable { flags |= 0x0080 }
        if authenticData { flags |= 0x0020 }
        if checkingDisabled { flags |= 0x0010 }
        return flags
    }
}
