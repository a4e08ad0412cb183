extension IPAddress: CustomStringConvertible {
    /// The longest text an address has: six groups of four digits and an IPv4 tail.
    private static var longestText: Int { 45 }

    /// Reads `198.18.1.10` or `2001:db8::1`; nil if the text is no address.
    ///
    /// IPv4 is four decimal numbers without leading zeros, because some readers take those for octal (RFC 6943
    /// section 3.1.1). IPv6 is any form of RFC 4291 section 2.2, without zone, prefix length or brackets.
    public init?(_ text: String) {
        let characters = [UInt8](text.utf8.prefix(Self.longestText + 1))
        guard characters.count <= Self.longestText else { return nil }
        if characters.contains(UInt8(ascii: ":")) {
            guard let groups = Self.groups(of: characters[...]) else { return nil }
            var high: UInt64 = 0
            var low: UInt64 = 0
            for group in groups {
                high = high << 16 | low >> 48
                low = low << 16 | UInt64(group)
            }
            self.init(v6: high, low: low)
        } else {
            guard let number = Self.dottedQuad(characters[...]) else { return nil }
            self.init(v4: number)
        }
    }

    private static func dottedQuad(_ text: ArraySlice<UInt8>) -> UInt32? {
        let fields = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard fields.count == 4 else { return nil }
        var address: UInt32 = 0
        for field in fields {
            guard (1...3).contains(field.count), field.count == 1 || field.first != UInt8(ascii: "0") else {
                return nil
            }
            var number: UInt32 = 0
            for character in field {
                guard let digit = digit(character), digit < 10 else { return nil }
                number = number * 10 + UInt32(digit)
            }
            guard number <= 255 else { return nil }
            address = address << 8 | number
        }
        return address
    }

    /// The eight groups of an IPv6 address, `::` filled in.
    private static func groups(of text: ArraySlice<UInt8>) -> [UInt16]? {
        let colon = UInt8(ascii: ":")
        var groups: [UInt16] = []
        var gap: Int?
        var rest = text
        if rest.starts(with: [colon, colon]) {
            gap = 0
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let field = rest.prefix { $0 != colon }
            rest = rest.dropFirst(field.count)
            if rest.isEmpty, field.contains(UInt8(ascii: ".")) {
                guard let tail = dottedQuad(field) else { return nil }
                groups.append(UInt16(truncatingIfNeeded: tail >> 16))
                groups.append(UInt16(truncatingIfNeeded: tail))
                break
            }
            guard (1...4).contains(field.count) else { return nil }
            var group: UInt16 = 0
            for character in field {
                guard let digit = digit(character) else { return nil }
                group = group << 4 | UInt16(digit)
            }
            groups.append(group)
            if rest.isEmpty { break }
            rest = rest.dropFirst()
            guard let following = rest.first else { return nil }
            if following == colon {
                guard gap == nil else { return nil }
                gap = groups.count
                rest = rest.dropFirst()
            }
        }
        guard let gap else { return groups.count == 8 ? groups : nil }
        guard groups.count < 8 else { return nil }
        groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
        return groups
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The canonical text: dotted decimal, or RFC 5952 for IPv6 (IPv4-mapped addresses with a dotted tail, section 5).
    public var description: String {
        if isV4 { return Self.dotted(low) }
        if high == 0, low >> 32 == 0xffff { return "::ffff:" + Self.dotted(low) }
        var groups: [UInt64] = []
        for half in [high, low] {
            for shift in [48, 32, 16, 0] { groups.append(half >> UInt64(shift) & 0xffff) }
        }
        let zeros = Self.longestZeroRun(in: groups)
        // RFC 5952 section 4.2.2: one zero group alone is not shortened.
        guard zeros.count > 1 else { return Self.hexadecimal(groups[...]) }
        return Self.hexadecimal(groups[..<zeros.lowerBound]) + "::" + Self.hexadecimal(groups[zeros.upperBound...])
    }

    private static func dotted(_ number: UInt64) -> String {
        "\(number >> 24 & 255).\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
    }

    private static func hexadecimal(_ groups: ArraySlice<UInt64>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The first of the longest runs of zeros (RFC 5952 section 4.2.3).
    private static func longestZeroRun(in groups: [UInt64]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<(index + 1)
            }
        }
        return longest
    }
}
