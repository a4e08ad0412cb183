import Faults

/// The way between the node and the services, faults aside.
///
/// It need not be noticed by the pull, while a fault has to take effect.
public struct NetworkSettings: Sendable, Equatable {
    /// Bytes a second each way; nil for as many as the machine can.
    public var rate: Int?
    /// How long each packet takes from one end to the other, either way; a round trip takes twice as long.
    public var delay: Duration
    /// The largest IP packet in bytes that gets through, of which senders are told; nil for 1500.
    public var mtu: Int?

    /// Rates that a network can have, in bytes a second.
    static let rates = 1 << 10...1 << 30
    /// Delays that a network can have; a link over a satellite has about 300 ms.
    static let delays: ClosedRange<Duration> = .zero ... .seconds(10)
    /// Sizes of the largest packet: from what IPv6 needs (RFC 8200 section 5) to less than without the setting.
    static let mtus = 1280...1499

    enum Key: String, CaseIterable { case rate, delay, mtu }

    /// As fast as the machine is, without a delay, and with an MTU of 1500 bytes, unless told otherwise.
    ///
    /// - Parameters:
    ///   - rate: bytes a second each way, 1 KiB to 1 GiB.
    ///   - delay: of each packet, either way, up to 10 s.
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

    /// The words for `chaospull plan`; nil where there is nothing to say.
    package var summary: String? {
        let words = [
            rate.map { "\(Units.text(bytes: $0)) a second each way" },
            delay > .zero ? "\(Units.text(delay)) each way" : nil,
            mtu.map { "packets of at most \(Units.exact(bytes: $0))" },
        ].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
