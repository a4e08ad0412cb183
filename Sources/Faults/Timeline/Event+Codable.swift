/// A flat JSON object: `time`, `event`, then the keys of that kind.
extension Event: Codable {
    private enum Keys: String, CodingKey { case time, event }

    private enum Kind: String, Codable {
        case phase, dns, packet, connection, request, response, token, fault, act, process, output, kernel,
            omission
    }

    /// Reads one line of a timeline.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        time = try container.decode(Double.self, forKey: .time)
        body =
            switch try container.decode(Kind.self, forKey: .event) {
            case .phase: .phase(try Phase(from: decoder))
            case .dns: .dns(try DNSExchange(from: decoder))
            case .packet: .packet(try PacketDecision(from: decoder))
            case .connection: .connection(try Connection(from: decoder))
            case .request: .request(try Request(from: decoder))
            case .response: .response(try Response(from: decoder))
            case .token: .token(try TokenIssue(from: decoder))
            case .fault: .fault(try FaultFiring(from: decoder))
            case .act: .act(try ActDone(from: decoder))
            case .process: .process(try ProcessChange(from: decoder))
            case .output: .output(try OutputLine(from: decoder))
            case .kernel: .kernel(try KernelError(from: decoder))
            case .omission: .omission(try OutputOmission(from: decoder))
            }
    }

    /// Writes one line of a timeline.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(time, forKey: .time)
        let (kind, payload) = kindAndPayload
        try container.encode(kind, forKey: .event)
        try payload.encode(to: encoder)
    }

    private var kindAndPayload: (Kind, any Encodable) {
        switch body {
        case .phase(let payload): (.phase, payload)
        case .dns(let payload): (.dns, payload)
        case .packet(let payload): (.packet, payload)
        case .connection(let payload): (.connection, payload)
        case .request(let payload): (.request, payload)
        case .response(let payload): (.response, payload)
        case .token(let payload): (.token, payload)
        case .fault(let payload): (.fault, payload)
        case .act(let payload): (.act, payload)
        case .process(let payload): (.process, payload)
        case .output(let payload): (.output, payload)
        case .kernel(let payload): (.kernel, payload)
        case .omission(let payload): (.omission, payload)
        }
    }
}
