/// One fault of a scenario that is built in Swift: what goes wrong, for which traffic, and when.
///
/// There is one function for each fault of the catalog, named after it: `packet.drop` is `packetDrop(match:when:)`.
/// Values are checked when the scenario is made, by the same rules as scenario files.
public struct InjectedFault: Sendable {
    /// The equivalent entry of `faults` in a file.
    package let element: Element

    /// - Parameters:
    ///   - arguments: values of its parameters; those that are nil are left out.
    ///   - match: nil for planes without `match`.
    ///   - when: nil for planes whose faults hold for the whole run.
    init(_ fault: any Fault.Type, _ arguments: Argument..., match: Element? = nil, when: Trigger? = nil) {
        var written = [Element.Entry(key: "fault", value: Element(fault.name))]
        written += arguments.compactMap { argument in
            argument.value.map { Element.Entry(key: argument.name, value: $0) }
        }
        let conditions = [("match", match?.unlessEmpty), ("when", when?.element.unlessEmpty)].compactMap { key, value in
            value.map { Element.Entry(key: key, value: $0) }
        }
        let start = Element("")
        element = Element(.mapping(written + conditions), at: start.position, path: "")
    }
}

extension InjectedFault {
    /// The same fault, kept shut until an event has happened; what came before is no occurrence.
    public func once(_ event: EventMatch) -> InjectedFault { adding("once", event.element) }

    /// The same fault of the image, in the answers of one host alone, or in the first ones.
    ///
    /// Only a fault that leaves everything else as it is can be so: `image.missing`, and those with `digest: .stale`.
    ///
    /// - Parameters:
    ///   - host: `.registry`, `.cdn` or `.mirror`; nil for all.
    ///   - first: how many answers with the part it changes, at each host; nil for all.
    public func inAnswers(of host: Role? = nil, first: Int? = nil) -> InjectedFault {
        let match = host.map { Element(["host": Element($0.rawValue)]) }
        let when = first.map { Trigger(first: $0).element }
        return [("match", match), ("when", when)].reduce(self) { fault, condition in
            condition.1.map { fault.adding(condition.0, $0) } ?? fault
        }
    }

    /// The same act, done at an event.
    func on(_ event: EventMatch) -> InjectedFault { adding("on", event.element) }

    private func adding(_ key: String, _ value: Element) -> InjectedFault {
        guard case .mapping(let entries) = element.content else { return self }
        let entry = Element.Entry(key: key, value: value)
        return InjectedFault(element: Element(.mapping(entries + [entry]), at: element.position, path: ""))
    }

    private init(element: Element) { self.element = element }
}

extension Element.Entry {
    fileprivate init(key: String, value: Element) { self.init(key: key, keyPosition: value.position, value: value) }
}
