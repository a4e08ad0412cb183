import Faults

/// How often the image is asked for, apart from faults.
public struct PullSettings: Sendable, Equatable {
    /// Who asks again after a pull that failed.
    public enum Again: String, Sendable, CaseIterable {
        /// Nobody: one pull is judged.
        case never
        /// As a kubelet does for a pod, with `KubeletBackOff`, until the image is there or the deadline comes.
        case kubelet
    }

    /// Who asks again after a pull that failed.
    public var again: Again

    /// How many pulls there are at once, by as many commands.
    public var atOnce: Int
    /// How many there may be at once; a node runs as many programs.
    package static let atOnceRange = 1...32
    /// Whether every second one pulls `library/base:1`, which shares layers with the image.
    public var hasBase: Bool

    enum Key: String, CaseIterable {
        case again
        case atOnce = "at-once"
        case withBase = "with-base"
    }

    /// Makes settings; by default one pull, and nobody asks again.
    ///
    /// - Parameters:
    ///   - again: who asks again after a pull that failed.
    ///   - atOnce: how many pulls there are at once, 1 to 32.
    ///   - hasBase: whether every second one pulls `library/base:1`.
    public init(again: Again = .never, atOnce: Int = 1, hasBase: Bool = false) {
        self.again = again
        self.atOnce = atOnce
        self.hasBase = hasBase
    }

    /// Reads the value of the key `pulls`.
    package init(_ element: Element) throws(LanguageError) {
        self.init()
        for (key, value) in try element.entries(Key.self, of: "settings of the pulls") {
            switch key {
            case .again: again = try value.word(called: "setting")
            case .atOnce: atOnce = try value.integer(in: Self.atOnceRange)
            case .withBase: hasBase = try value.boolean()
            }
        }
        let place = element[Key.atOnce.rawValue] ?? element
        if again != .never, atOnce > 1 {
            throw place.error("nobody asks again for one of several at once; expected 'again' or 'at-once'")
        }
        if hasBase, atOnce < 2 {
            throw (element[Key.withBase.rawValue] ?? element).error(
                "one pull has no second one; expected 'at-once: 2' or more")
        }
    }

    /// The value of the key `pulls` that says the same; nil for the default.
    var element: Element? {
        guard self != PullSettings() else { return nil }
        return Element([
            Key.again.rawValue: again == .never ? nil : Element(again.rawValue),
            Key.atOnce.rawValue: atOnce == 1 ? nil : Element("\(atOnce)"),
            Key.withBase.rawValue: hasBase ? Element("true") : nil,
        ])
    }

    /// The text for `chaospull plan`; nil for one pull.
    package var summary: String? {
        if atOnce > 1 { return "\(atOnce) at once" + (hasBase ? ", every second one of the base" : "") }
        guard again == .kubelet else { return nil }
        let (first, longest) = (Units.text(KubeletBackOff.first), Units.text(KubeletBackOff.longest))
        return "again \(first) after a failure, then twice as long each time, at most \(longest)"
    }
}

/// How long a kubelet waits before it asks for an image again.
package enum KubeletBackOff {
    /// After the first failure (kubernetes, pkg/kubelet/kubelet.go: `imageBackOffPeriod`).
    package static let first: Duration = .seconds(10)
    /// At most (kubernetes, pkg/kubelet/kubelet.go: `MaxImageBackOff`).
    package static let longest: Duration = .seconds(300)

    /// The wait after a failure; each is twice as long as the one before.
    ///
    /// - Parameter failures: how many there were, 1 or more.
    package static func delay(after failures: Int) -> Duration {
        let doublings = min(max(0, failures - 1), 16)
        return min(first * (1 << doublings), longest)
    }
}
