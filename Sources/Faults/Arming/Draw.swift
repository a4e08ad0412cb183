import Glibc
import ImageContent

/// The random numbers of one decision, seeded from what the decision is about.
package struct Draw: RandomNumberGenerator, Sendable, Equatable {
    private var generator: SplitMix64
    /// A normal variate that is correlated with that of the packet before; nil without correlation.
    package internal(set) var walk: Double?

    package init(seed: UInt64, walk: Double? = nil) {
        generator = SplitMix64(state: seed)
        self.walk = walk
    }

    /// The state that determines the next numbers, beside the walk.
    package var state: UInt64 { generator.state }

    package mutating func next() -> UInt64 { generator.next() }

    /// A number in 0..<1.
    package mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A variate of the standard normal distribution (Box and Muller 1958), within 8.6 of its mean.
    package mutating func normal() -> Double {
        if let walk { return walk }
        // Greater than 0, so that its logarithm is finite.
        let (radius, angle) = (1 - fraction(), fraction())
        return (-2 * log(radius)).squareRoot() * cos(2 * Double.pi * angle)
    }

    /// A number between 0 and 1, uniform like `fraction()`; it follows the walk if there is one.
    package mutating func level() -> Double {
        guard let walk else { return max(fraction(), 0x1p-53) }
        return min(max(erfc(-walk / 2.0.squareRoot()) / 2, 0x1p-53), 1 - 0x1p-53)
    }
}

/// Hashes that are the same in every process, so that a seed gives the same run everywhere.
package enum StableHash {
    /// FNV-1a over the bytes, finished by `mix`.
    package static func of(_ bytes: some Sequence<UInt8>, _ seed: UInt64) -> UInt64 {
        var hash = 0xcbf2_9ce4_8422_2325 ^ mix(seed)
        for byte in bytes {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01b3
        }
        return mix(hash)
    }

    /// Every bit of the input changes half of the output.
    package static func mix(_ value: UInt64) -> UInt64 { SplitMix64.mix(value) }
}
