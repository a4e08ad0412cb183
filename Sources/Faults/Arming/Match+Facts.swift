import WireFormats

/// What a match can check about one packet.
package struct PacketFacts: Sendable {
    package var headers: PacketHeaders
    package var direction: Direction
    /// The service's role; nil for an address that no role has.
    package var service: Role?
    package var dns: DNSDatagram?

    package init(headers: PacketHeaders, direction: Direction, service: Role?, dns: DNSDatagram?) {
        self.headers = headers
        self.direction = direction
        self.service = service
        self.dns = dns
    }

    package var servicePort: UInt16 { direction == .toNode ? headers.sourcePort : headers.destinationPort }
}

extension Match {
    /// Its conditions about a packet's headers.
    package var ofHeaders: HeaderMatch { HeaderMatch(self) }

    /// Whether it has conditions about the DNS question in a datagram.
    package var asksForQuestion: Bool { name != nil || type != nil }

    package func covers(_ packet: PacketFacts) -> Bool {
        guard ofHeaders.covers(packet) else { return false }
        guard asksForQuestion else { return true }
        guard let question = packet.dns else { return false }
        if let name, question.name.description != name { return false }
        if let type, question.type.description != type { return false }
        return true
    }

    package func covers(_ question: DNSQuestion, overTCP: Bool = false) -> Bool {
        if let `protocol`, `protocol` != (overTCP ? .tcp : .udp) { return false }
        if let name, question.name.description != name { return false }
        if let type, question.type.description != type { return false }
        return true
    }

    package func covers(_ request: RequestFacts) -> Bool {
        if let host, host != request.host { return false }
        if let method, method != request.method { return false }
        if let header, request[header] == nil { return false }
        if let authorization, authorization != (request["Authorization"] != nil) { return false }
        if let resource, !request.resource.isMeant(by: resource) { return false }
        if let reference, reference != request.reference { return false }
        return true
    }

    package func covers(host role: Role) -> Bool { host == nil || host == role }

    package func covers(_ call: SystemCallFacts) -> Bool {
        guard let kind = self.call, kind.covers(call.call, call.variant) else { return false }
        // A pipe or a socket is no file, and calls about them are no occurrences.
        if kind.isAboutFiles {
            guard call.paths.contains(where: { below?.covers($0, storage: call.storage) ?? true }) else { return false }
        }
        // Asked last, as it takes longest.
        return program.map { $0 == call.program() } ?? true
    }

    /// The text for `chaospull plan`.
    package var summary: String {
        var words: [String] = []
        if let `protocol` { words.append(`protocol`.rawValue) }
        if let method { words.append(method) }
        if let header { words.append("with the header \(header)") }
        if let authorization { words.append("with\(authorization ? "" : "out") a credential") }
        if let resource { words.append(resource) }
        if let reference { words.append("by \(reference.rawValue)") }
        if let with { words.append("with \(with.rawValue)") }
        if let from { words.append("from \(from.rawValue)") }
        if let to { words.append("to \(to.rawValue)") }
        if let host { words.append("at \(host.rawValue)") }
        if let port { words.append("port \(port)") }
        if let ip { words.append("IPv\(ip.rawValue)") }
        if let name { words.append("about \(name)") }
        if let type { words.append("type \(type)") }
        if let operation { words.append(operation.rawValue) }
        if let range {
            let end = range.upperBound == Units.largestSize ? "on" : "to \(Units.text(bytes: range.upperBound))"
            words.append("from \(Units.text(bytes: range.lowerBound)) \(end)")
        }
        if let call { words.append(call.rawValue) }
        if let below { words.append("below \(below.text)") }
        if let program { words.append("by \(program)") }
        return words.isEmpty ? "everything" : words.joined(separator: " ")
    }
}
