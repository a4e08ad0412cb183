/// An IPv4 or IPv6 address; a plain value without heap storage.
public struct IPAddress: Hashable, Sendable {
    /// The upper 64 bits of an IPv6 address; 0 for IPv4.
    package let high: UInt64
    /// The lower 64 bits of an IPv6 address; an IPv4 address stands in the lower half.
    package let low: UInt64
    /// Whether this is an IPv4 address; an IPv4-mapped IPv6 address is not.
    package let isV4: Bool

    /// Makes an IPv4 address from its 32 bits, the first octet in the highest ones.
    package init(v4: UInt32) {
        high = 0
        low = UInt64(v4)
        isV4 = true
    }

    /// Makes an IPv6 address from its 128 bits.
    package init(v6 high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
        isV4 = false
    }

    /// Makes an address from 4 or 16 bytes in network order; nil for any other count.
    package init?(bytes: [UInt8]) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        for byte in bytes.prefix(16) {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
        }
        switch bytes.count {
        case 4: self.init(v4: UInt32(truncatingIfNeeded: low))
        case 16: self.init(v6: high, low: low)
        default: return nil
        }
    }

    /// The address in network order: 4 or 16 bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        if isV4 {
            bytes.append(bigEndian: UInt32(truncatingIfNeeded: low))
        } else {
            bytes.append(bigEndian: high)
            bytes.append(bigEndian: low)
        }
        return bytes
    }

    /// The address as IPv6: itself, or the IPv4-mapped form `::ffff:a.b.c.d` (RFC 4291 section 2.5.5.2).
    package var mappedToV6: IPAddress {
        isV4 ? IPAddress(v6: 0, low: 0xffff_0000_0000 | low) : self
    }
}

extension IPAddress: Comparable {
    /// IPv4 before IPv6, then by number.
    public static func < (left: IPAddress, right: IPAddress) -> Bool {
        if left.isV4 != right.isV4 { return left.isV4 }
        return (left.high, left.low) < (right.high, right.low)
    }
}
