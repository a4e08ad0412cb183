extension Trigger {
    /// The equivalent value of `when` in a file.
    package var element: Element {
        Element([
            "first": first.map { Element("\($0)") },
            "every": every.map { Element("\($0)") },
            "only": only.isEmpty ? nil : Element(only.map { Element("\($0)") }),
            "probability": probability.map { Element(Units.exact(percent: $0)) },
            "burst": burst.map(\.element),
            "after-bytes": afterBytes.map { Element(Units.exact(bytes: $0)) },
            "after": after.map { Element(Units.exact($0)) },
            "for": lasting.map { Element(Units.exact($0)) },
            "times": times.map { Element("\($0)") },
        ])
    }
}

extension Trigger.Burst {
    fileprivate var element: Element {
        Element([
            "enter": Element(Units.exact(percent: enter)),
            "leave": Element(Units.exact(percent: leave)),
            "hit": Element(Units.exact(percent: hit)),
            "stray": stray == 0 ? nil : Element(Units.exact(percent: stray)),
        ])
    }
}
