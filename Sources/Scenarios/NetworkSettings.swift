import Faults

/// The network between node and services, apart from faults.
///
/// The pull need not notice a setting, while a fault has to take effect.
public struct NetworkSettings: Sendable, Equatable {
    /// Bytes per second each way; nil for no limit.
    public var rate: Int?
    /// How long each packet takes, each way; a round trip takes twice as long.
    public var delay: Duration
    /// The largest IP packet in bytes; senders of larger ones get an ICMP error.
    ///
    /// Nil for 1500.
    public var mtu: Int?

    /// The possible rates, in bytes per second.
    static let rates = 1 << 10...1 << 30
    /// The possible delays; a satellite link has about 300 ms.
    static let delays: ClosedRange<Duration> = .zero ... .seconds(10)
    /// The possible MTUs: from the minimum of IPv6 (RFC 8200 section 5) to less than the default.
    static let mtus = 1280...1499

    enum Key: String, CaseIterable { case rate, delay, mtu }

    /// Makes settings; by default no limit, no delay, and an MTU of 1500 bytes.
    ///
    /// - Parameters:
    ///   - rate: bytes per second each way, 1 KiB to 1 GiB.
    ///   - delay: the delay of each packet, each way, up to 10 s.
    ///   - mtu: the largest IP packet in bytes, 1280 to 1499.
    public init(rate: Int? = nil, delay: Duration = .zero, mtu: Int? = nil) {
        self.rate = rate
        self.delay = delay
        self.mtu = mtu
    }

    /// Reads the value of the key `network`.
    package init(_ element: Element) throws(LanguageError) {
        self.init()
        for (key, value) in try element.entries(Key.self, of: "network settings") {
            switch key {
            case .rate: rate = try value.byteSize(in: Self.rates)
            case .delay: delay = try value.duration(in: Self.delays)
            case .mtu: mtu = try value.byteSize(in: Self.mtus)
            }
        }
    }

    /// The text for `chaospull plan`; nil for the default network.
    package var summary: String? {
        let words = [
            rate.map { "\(Units.text(bytes: $0)) a second each way" },
            delay > .zero ? "\(Units.text(delay)) each way" : nil,
            mtu.map { "packets of at most \(Units.exact(bytes: $0))" },
        ].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
