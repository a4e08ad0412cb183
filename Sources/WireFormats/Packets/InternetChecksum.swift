/// The checksum of IP, UDP, TCP and ICMP (RFC 1071).
package enum InternetChecksum {
    /// Adds up bytes as 16-bit words in network order; an odd last byte is padded with a zero.
    ///
    /// The result is not folded, so that sums of several pieces can be added, as long as every piece but the last has
    /// an even length. The sum is exact for pieces of up to 16 GiB.
    package static func sum(_ bytes: UnsafeRawBufferPointer, adding initial: UInt64 = 0) -> UInt64 {
        var sum = initial
        var offset = 0
        let wholeWords = bytes.count & ~3
        // 32-bit words add up to the same folded sum as 16-bit words (RFC 1071 section 2), in half the steps.
        while offset < wholeWords {
            sum &+= UInt64(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            offset += 4
        }
        var shift: UInt64 = 24
        var tail: UInt64 = 0
        while offset < bytes.count {
            tail |= UInt64(bytes[offset]) << shift
            shift &-= 8
            offset += 1
        }
        return sum &+ tail
    }

    /// Adds up bytes as 16-bit words in network order; an odd last byte is padded with a zero.
    package static func sum(_ bytes: [UInt8], adding initial: UInt64 = 0) -> UInt64 {
        bytes.withUnsafeBytes { sum($0, adding: initial) }
    }

    /// Folds a sum to 16 bits by adding the carries (RFC 1071 section 2); 0xffff over data with its right checksum.
    package static func folded(_ sum: UInt64) -> UInt16 {
        var sum = (sum >> 32) + (sum & 0xffff_ffff)
        while sum > 0xffff { sum = (sum >> 16) + (sum & 0xffff) }
        return UInt16(truncatingIfNeeded: sum)
    }

    /// The checksum that goes into a header: the complement of the folded sum.
    package static func checksum(_ sum: UInt64) -> UInt16 { ~folded(sum) }

    /// The sum of a pseudo-header (RFC 9293 section 3.1, RFC 8200 section 8.1).
    ///
    /// The layouts of IPv4 and IPv6 differ but add up the same way: addresses, protocol number, length in bytes.
    static func pseudoHeaderSum(
        source: IPAddress,
        destination: IPAddress,
        protocolNumber: UInt8,
        length: Int
    ) -> UInt64 {
        var sum = UInt64(protocolNumber) &+ UInt64(truncatingIfNeeded: length)
        for half in [source.high, source.low, destination.high, destination.low] {
            sum &+= (half >> 32) &+ (half & 0xffff_ffff)
        }
        return sum
    }
}
