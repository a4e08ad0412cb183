/// Writes a DNS message and remembers which names it has written, to point back to them (RFC 1035 section 4.1.4).
struct DNSEncoder {
    var bytes: [UInt8] = []
    /// Where each name, and each tail of a name, first occurs; keyed by the uncompressed wire form.
    private var written: [ArraySlice<UInt8>: UInt16] = [:]

    mutating func append(_ question: DNSQuestion) {
        append(question.name)
        bytes.append(bigEndian: question.type.rawValue)
        bytes.append(bigEndian: question.recordClass)
    }

    mutating func append(_ record: DNSRecord) {
        append(record.name)
        bytes.append(bigEndian: record.type.rawValue)
        bytes.append(bigEndian: record.recordClass)
        bytes.append(bigEndian: record.ttl)
        let lengthOffset = bytes.count
        bytes.append(bigEndian: UInt16(0))
        switch record.data {
        case .address(let address):
            bytes += address.bytes
        case .name(let name):
            append(name)
        case .soa(let soa):
            append(soa.primary)
            append(soa.mailbox)
            for number in [soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimum] {
                bytes.append(bigEndian: number)
            }
        case .opaque(let data):
            bytes += data.prefix(65535)
        }
        bytes.store(bigEndian: UInt16(clamping: bytes.count - lengthOffset - 2), at: lengthOffset)
    }

    /// Appends the OPT record (RFC 6891 sections 6.1.2 and 6.1.3).
    mutating func append(_ edns: EDNS) {
        bytes.append(0)
        bytes.append(bigEndian: DNSRecordType.opt.rawValue)
        bytes.append(bigEndian: edns.udpPayloadSize)
        bytes += [edns.extendedResponseCode, edns.version, edns.dnssecOK ? 0x80 : 0, 0]
        let options = edns.options.prefix(65535)
        bytes.append(bigEndian: UInt16(truncatingIfNeeded: options.count))
        bytes += options
    }

    /// Compares names by their exact bytes, so that each keeps its case.
    private mutating func append(_ name: DNSName) {
        var rest = name.wire[...]
        while let length = rest.first, length > 0 {
            if let offset = written[rest] {
                bytes.append(bigEndian: 0xc000 | offset)
                return
            }
            // A pointer has 14 bits.
            if bytes.count <= 0x3fff { written[rest] = UInt16(truncatingIfNeeded: bytes.count) }
            bytes += rest.prefix(1 + Int(length))
            rest = rest.dropFirst(1 + Int(length))
        }
        bytes.append(0)
    }
}
