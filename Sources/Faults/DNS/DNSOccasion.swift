import WireFormats

/// One question that reached the DNS server, as matches and faults see it.
package struct DNSOccasion: Sendable {
    package let question: DNSQuestion
    package let isOverTCP: Bool

    package init(_ question: DNSQuestion, isOverTCP: Bool) {
        self.question = question
        self.isOverTCP = isOverTCP
    }
}

extension DNSOccasion: FaultOccasion {
    package var flow: FlowKey { .dns(name: question.name.description, type: question.type.description) }
    package var detail: String { flow.description }
    package func isMeant(by match: Match) -> Bool { match.covers(question, overTCP: isOverTCP) }
}

extension DNSReply: FaultEditable {
    package static func editing(by fault: any Fault, about question: DNSOccasion, from offset: Int) -> Edit? {
        guard let fault = fault as? any DNSFault else { return nil }
        return { fault.edit(&$0, draw: &$1) }
    }

    /// Two answers that are not sent look the same.
    package func isCarriedOut(as other: DNSReply, about question: DNSOccasion) -> Bool {
        if isSilent || other.isSilent { return isSilent == other.isSilent }
        return delay == other.delay && bytes == other.bytes
    }
}
