/// Whole DNS messages, written by hand.
enum GoldenMessages {
    static let query = hex(
        """
        beef        // id
        0100        // standard query, recursion desired
        0001 0000 0000 0000 // one question
        08 7265676973747279 // registry
        04 74657374 // test
        00          // root
        0001        // A
        0001        // IN
        """
    )

    static let ednsQuery = hex(
        """
        1234        // id
        0120        // recursion desired, authentic data wanted
        0001 0000 0000 0001 // one question, one additional record
        08 7265676973747279 04 74657374 00 // registry.test
        001c 0001   // AAAA, IN
        00          // the root
        0029        // OPT
        04d0        // UDP payload size 1232
        01          // upper bits of the response code
        00          // version 0
        8000        // DO
        000c        // 12 bytes of options
        000a 0008 0102030405060708 // a cookie
        """
    )

    static let answer = hex(
        """
        beef        // id
        8580        // answer, authoritative, recursion desired and available
        0001 0003 0001 0001
        08 7265676973747279 04 74657374 00 // byte 12: registry.test; byte 21: test
        0001 0001   // A, IN
        c00c        // registry.test
        0005 0001 0000003c // CNAME, IN, 60 s
        0006        // 6 bytes
        03 63646e c015 // byte 43: cdn.test
        c02b        // cdn.test
        0001 0001 0000001e 0004 c612020b // A, IN, 30 s, 198.18.2.11
        c02b        // cdn.test
        001c 0001 0000001e 0010 20010db8000200000000000000000011 // AAAA 2001:db8:2::11
        c015        // test
        0006 0001 0000003c // SOA, IN, 60 s
        0026        // 38 bytes
        02 6e73 c015 // ns.test
        0a 686f73746d6173746572 c015 // hostmaster.test
        00000001 0000003c 0000000f // serial, refresh, retry
        000003e8 00000005 // expire, minimum
        c015        // test
        000f 0001 0000003c // MX, IN, 60 s
        0009        // 9 bytes
        000a 04 6d61696c c015 // preference 10, mail.test
        """
    )

    static let all = [query, ednsQuery, answer]
}
