/// A domain name (RFC 1035 section 3.1): compared without regard to ASCII case, sent in the case it came in.
package struct DNSName: Hashable, Sendable {
    /// The longest name in wire form, length bytes and root included (RFC 1035 section 2.3.4).
    package static let maximumLength = 255
    /// The longest label (RFC 1035 section 2.3.4).
    package static let maximumLabelLength = 63
    /// The root, which has no labels.
    package static let root = DNSName(uncheckedWire: [0])

    /// The uncompressed wire form: each label after its length, and a zero.
    package let wire: [UInt8]

    /// Trusts the bytes to be a whole, valid name.
    init(uncheckedWire wire: [UInt8]) {
        self.wire = wire
    }

    /// Makes a name from the raw bytes of its labels; nil if a label is empty or too long, or the name is too long.
    package init?(labels: [[UInt8]]) {
        var wire: [UInt8] = []
        for label in labels {
            guard (1...Self.maximumLabelLength).contains(label.count) else { return nil }
            wire.append(UInt8(truncatingIfNeeded: label.count))
            wire += label
            guard wire.count < Self.maximumLength else { return nil }
        }
        self.init(uncheckedWire: wire + [0])
    }

    /// The bytes of each label, in the case they came in, from the host to the top-level domain.
    package var rawLabels: [ArraySlice<UInt8>] {
        var labels: [ArraySlice<UInt8>] = []
        var rest = wire[...]
        while let length = rest.first, length > 0 {
            rest = rest.dropFirst()
            labels.append(rest.prefix(Int(length)))
            rest = rest.dropFirst(Int(length))
        }
        return labels
    }

    /// ASCII only (RFC 4343 section 3); a length byte is below any letter and stays what it is.
    static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether two names are the same without regard to ASCII case (RFC 4343).
    package static func == (left: DNSName, right: DNSName) -> Bool {
        guard left.wire.count == right.wire.count else { return false }
        return left.wire == right.wire
            || zip(left.wire, right.wire).allSatisfy { lowercased($0) == lowercased($1) }
    }

    /// Hashes the name without regard to ASCII case.
    package func hash(into hasher: inout Hasher) {
        var word: UInt64 = 0
        for (index, byte) in wire.enumerated() {
            word = word << 8 | UInt64(Self.lowercased(byte))
            if index & 7 == 7 { hasher.combine(word) }
        }
        hasher.combine(word)
        hasher.combine(wire.count)
    }
}
