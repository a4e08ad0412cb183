/// A block of a capture file in the format pcapng, little-endian (draft-ietf-opsawg-pcapng section 3.1).
///
/// A file is a section header, its interfaces, the secrets, the packets and the statistics, in this order.
package struct PcapngBlock: Sendable, Equatable {
    /// What the block is about (section 11.1).
    package let type: UInt32
    /// The whole block, with its type and its length at both ends.
    package let bytes: [UInt8]

    init(type: UInt32, body: [UInt8], options: [PcapngOption] = []) {
        self.type = type
        var padded = body
        padded.pad()
        padded += PcapngOption.bytes(of: options)
        // Type and twice the length take 12 bytes.
        let length = UInt32(clamping: padded.count + 12)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(padded.count + 12)
        bytes.append(littleEndian: type)
        bytes.append(littleEndian: length)
        bytes += padded
        bytes.append(littleEndian: length)
        self.bytes = bytes
    }

    /// Opens a file (section 4.1).
    ///
    /// - Parameters:
    ///   - hardware: the machine (shb_hardware).
    ///   - system: the operating system (shb_os).
    ///   - application: the program that writes (shb_userappl).
    ///   - comments: about the file as a whole.
    package static func sectionHeader(
        hardware: String, system: String, application: String, comments: [String] = []
    ) -> PcapngBlock {
        var body: [UInt8] = []
        // The byte-order magic, version 1.0, and -1 for a length that is left open.
        body.append(littleEndian: UInt32(0x1a2b_3c4d))
        body.append(littleEndian: UInt16(1))
        body.append(littleEndian: UInt16(0))
        body.append(littleEndian: UInt64.max)
        let options = [
            PcapngOption(code: 2, text: hardware), PcapngOption(code: 3, text: system),
            PcapngOption(code: 4, text: application),
        ]
        return PcapngBlock(type: 0x0a0d_0d0a, body: body, options: comments.map { .comment($0) } + options)
    }

    /// Describes an Ethernet interface whose times are in nanoseconds; they are numbered from 0 (section 4.2).
    ///
    /// - Parameters:
    ///   - name: the device (if_name).
    ///   - description: a description for people (if_description).
    ///   - longestFrame: at most this many bytes of a frame are kept.
    package static func interface(name: String, description: String, longestFrame: Int) -> PcapngBlock {
        var body: [UInt8] = []
        // LINKTYPE_ETHERNET (draft-ietf-opsawg-pcaplinktype), and two bytes that are reserved.
        body.append(littleEndian: UInt16(1))
        body.append(littleEndian: UInt16(0))
        body.append(littleEndian: UInt32(clamping: longestFrame))
        let options = [
            PcapngOption(code: 2, text: name), PcapngOption(code: 3, text: description),
            // if_tsresol: a negative power of ten.
            PcapngOption(code: 9, value: [9]),
        ]
        return PcapngBlock(type: 1, body: body, options: options)
    }

    /// The secrets of TLS sessions as lines of an NSS key log (section 4.7; draft-ietf-tls-keylogfile); it comes before
    /// the packets.
    package static func secrets(tlsKeyLog lines: [UInt8]) -> PcapngBlock {
        var body: [UInt8] = []
        // The secrets type "TLSK".
        body.append(littleEndian: UInt32(0x544c_534b))
        body.append(littleEndian: UInt32(clamping: lines.count))
        return PcapngBlock(type: 0x0a, body: body + lines)
    }

    /// What an interface saw and lost, at the end of the file (section 4.6).
    ///
    /// - Parameters:
    ///   - interface: its number.
    ///   - received: frames that the interface saw (isb_ifrecv).
    ///   - dropped: frames among them that the kernel had no room for (isb_ifdrop, as libpcap has it).
    ///   - kept: frames that are in the file (isb_usrdeliv).
    ///   - comments: notes about it.
    package static func statistics(
        interface: Int, nanoseconds: UInt64, received: Int, dropped: Int, kept: Int, comments: [String] = []
    ) -> PcapngBlock {
        var body: [UInt8] = []
        body.append(littleEndian: UInt32(clamping: interface))
        body.append(time: nanoseconds)
        let numbers = [(4, received), (5, dropped), (8, kept)].map { code, count in
            PcapngOption(code: UInt16(code), number: UInt64(clamping: count))
        }
        return PcapngBlock(type: 5, body: body, options: comments.map { .comment($0) } + numbers)
    }
}

extension [UInt8] {
    /// Appends a time as two halves, the upper one first.
    mutating func append(time: UInt64) {
        append(littleEndian: UInt32(truncatingIfNeeded: time >> 32))
        append(littleEndian: UInt32(truncatingIfNeeded: time))
    }
}
