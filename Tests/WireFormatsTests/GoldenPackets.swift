/// Whole packets, written by hand; the checksums were computed by another program.
enum GoldenPackets {
    static let udp4 =
        hex(
            """
            45          // version 4, header of 5 words
            00          // traffic class
            003b        // total length 59
            1c46        // identification
            4000        // don't fragment, offset 0
            40          // TTL 64
            11          // UDP
            8f08        // header checksum
            c612010a    // 198.18.1.10
            c6120235    // 198.18.2.53
            9c40        // source port 40000
            0035        // destination port 53
            0027        // UDP length 39
            6538        // UDP checksum
            """
        ) + GoldenMessages.query

    static let syn4 = hex(
        """
        45000  02c  // IPv4, total length 44
        1c46 4000   // identification, don't fragment
        40 06       // TTL 64, TCP
        8f4d        // header checksum
        c612010a    // 198.18.1.10
        c612020a    // 198.18.2.10
        c822        // source port 51234
        01bb        // destination port 443
        ffffffff    // sequence number
        00000000    // acknowledgment number
        60          // header of 6 words
        02          // SYN
        faf0        // window 64240
        441f        // TCP checksum
        0000        // urgent pointer
        020405b4    // maximum segment size 1460
        """
    )

    static let tcp6 = hex(
        """
        60 000000   // version 6, traffic class, flow label
        0035        // payload length 53
        00          // next header: hop-by-hop options
        40          // hop limit 64
        20010db8000200000000000000000010 // 2001:db8:2::10
        20010db8000100000000000000000010 // 2001:db8:1::10
        3c 00       // next header: destination options; 8 bytes
        0104 00000000 // padding
        06 00       // next header: TCP; 8 bytes
        0104 00000000 // padding
        01bb        // source port 443
        c822        // destination port 51234
        01020304    // sequence number
        a0b0c0d0    // acknowledgment number
        80          // header of 8 words
        18          // PSH, ACK
        01f5        // window 501
        a5ec        // TCP checksum
        0000        // urgent pointer
        0101080a 00000001 00000002 // timestamps
        68656c6c6f  // hello
        """
    )

    static let icmp4 = hex(
        """
        45000021 1c464000 4001 8f32 // IPv4, total length 33, ICMP, header checksum
        c612010a c6120235 // 198.18.1.10 to 198.18.2.53
        08 00       // echo request
        e5f9        // ICMP checksum
        1234 0001   // identifier, sequence number
        70696e6721  // ping!
        """
    )

    static let icmp6 = hex(
        """
        60000000 000d 3a 40 // IPv6, payload length 13, ICMPv6, hop limit 64
        20010db8000100000000000000000010 // 2001:db8:1::10
        20010db8000200000000000000000053 // 2001:db8:2::53
        80 00       // echo request
        11da        // ICMPv6 checksum
        1234 0001   // identifier, sequence number
        70696e6721  // ping!
        """
    )

    /// A later fragment: data follows the IPv6 fragment header, and no UDP header.
    static let laterFragment6 = hex(
        """
        60000000 0010 2c 40 // IPv6, payload length 16, next header: fragment
        20010db8000100000000000000000010 20010db8000200000000000000000053
        11 00       // next header: UDP; reserved
        00b9        // offset 184 bytes, more fragments
        cafef00d    // identification
        0102030405060708 // data
        """
    )

    static let all = [udp4, syn4, tcp6, icmp4, icmp6, laterFragment6]
}
