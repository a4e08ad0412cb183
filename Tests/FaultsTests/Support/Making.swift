import Faults
import Testing

/// The fault of that type with these parameters, read as from a scenario.
func fault<F: Fault>(_ type: F.Type, _ parameters: KeyValuePairs<String, Document> = [:]) throws -> F {
    let document = Document.mapping([(key: "fault", value: .scalar(F.name))] + parameters.map { ($0.key, $0.value) })
    return try #require(try FaultDefinition(document.element()).fault as? F)
}

/// A fault of which every parameter is one word.
func fault<F: Fault>(_ type: F.Type, words: KeyValuePairs<String, String>) throws -> F {
    let entries = words.map { (key: $0.key, value: Document.scalar($0.value)) }
    let document = Document.mapping([(key: "fault", value: .scalar(F.name))] + entries)
    return try #require(try FaultDefinition(document.element()).fault as? F)
}

/// A fault for tests in which it does not matter what it does.
func armed(ordinal: Int = 0, seed: UInt64 = 1, when: Document = [:]) throws -> ArmedFault {
    let trigger = try Trigger(when.element())
    return ArmedFault(try fault(PacketDrop.self), ordinal: ordinal, match: Match(), trigger: trigger, seed: seed)
}

extension ArmedFault {
    /// The ordinals that are hit among the first occurrences of one flow.
    func hits(of count: Int, in flow: FlowKey = .flow(1), direction: Direction = .toNode) -> [Int] {
        (1...count).filter { _ in decide(flow: flow, direction: direction)?.isHit == true }
    }
}

extension FlowKey {
    /// Some flow; others have other numbers.
    static func flow(_ number: Int) -> FlowKey { .connection(to: .cdn, number: number) }
}
