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

    enum Key: String, CaseIterable { case again }

    /// Makes settings; by default nobody asks again.
    public init(again: Again = .never) { self.again = again }

    /// Reads the value of the key `pulls`.
    package init(_ element: Element) throws(LanguageError) {
        self.init()
        for (key, value) in try element.entries(Key.self, of: "settings of the pulls") {
            switch key {
            case .again: again = try value.word(called: "setting")
            }
        }
    }

    /// The text for `chaospull plan`; nil if nobody asks again.
    package var summary: String? {
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
