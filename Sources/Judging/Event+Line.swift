import Faults

extension Event {
    /// The event as a line for people, with its time in seconds; it can be printed.
    package var line: String {
        let hundredths = Int((time.clampedSeconds * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s  \(words.printable)"
    }

    private var words: String {
        switch body {
        case .phase(let phase): phase.phase.rawValue + (phase.pull > 0 ? " \(phase.pull)" : "")
        case .dns(let dns): "dns \(dns.name) \(dns.type) over \(dns.over): \(dns.answer), \(dns.records) records"
        case .packet(let packet):
            "packet \(packet.flow) \(packet.direction.rawValue) #\(packet.ordinal): \(packet.fate)"
        case .connection(let connection):
            "\(connection.host.rawValue) connection #\(connection.connection) \(connection.change.rawValue)"
                + (connection.detail.map { ": \($0)" } ?? "")
        case .request(let request):
            "\(request.host.rawValue) \(request.method) \(request.resource)"
                + (request.range.map { " (\($0))" } ?? "") + ", authorization \(request.authorization)"
                + (request.proxyAuthorization.map { ", proxy authorization \($0)" } ?? "")
                + (request.isInClear == true ? ", in plain HTTP" : "")
        case .response(let response):
            "\(response.host.rawValue) \(response.status) \(response.resource): \(response.sent) of "
                + "\(response.length) bytes, \(response.ending.rawValue)"
        case .token(let token):
            token.isGranted ? "token for \(token.scope), lives \(token.lifetime) s" : "token for \(token.scope) refused"
        case .fault(let fault): "faults[\(fault.fault)] \(fault.name): \(fault.detail)"
        case .act(let act): "faults[\(act.fault)] did: \(act.what)"
        case .process(let process):
            "\(process.program) \(process.change.rawValue)" + (process.detail.map { ": \($0)" } ?? "")
        case .output(let output): "\(output.program): \(output.line)"
        case .kernel(let error): error.text
        case .omission(let omission): omission.sentence
        }
    }
}

extension Double {
    /// A number of seconds that can be computed with, whatever a file said: not negative, not over 30 years.
    package var clampedSeconds: Double { isNaN ? 0 : Swift.min(Swift.max(self, 0), 1e9) }
}

extension OutputOmission {
    /// For people, and for the file with the program's output.
    package var sentence: String { "\(program): \(lines) lines (\(Units.text(bytes: bytes))) left out" }
}
