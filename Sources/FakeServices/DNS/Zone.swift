import Faults
import WireFormats

/// The zone of the run: the addresses of every role; no other name exists.
struct Zone: Sendable {
    /// A minute, which is long for a run.
    private static let timeToLive: UInt32 = 60
    private static let roles = Dictionary(
        uniqueKeysWithValues: Role.allCases.compactMap { role in DNSName(role.hostName).map { ($0, role) } }
    )
    private static let authority: [DNSRecord] = {
        guard let zone = DNSName("test"), let server = DNSName(Role.dns.hostName),
            let mailbox = DNSName("hostmaster.\(Role.dns.hostName)")
        else { return [] }
        let soa = DNSStartOfAuthority(primary: server, mailbox: mailbox)
        return [DNSRecord(name: zone, type: .soa, ttl: timeToLive, data: .soa(soa))]
    }()

    /// The answer to a valid query.
    func answer(to query: DNSMessage) -> DNSMessage {
        guard query.opcode == 0 else { return DNSMessage(answering: query, responseCode: .notImp) }
        // RFC 9619 section 4: a query has one question.
        guard query.questions.count == 1, let question = query.questions.first else {
            return DNSMessage(answering: query, responseCode: .formErr)
        }
        guard question.recordClass == DNSQuestion.internet else {
            return DNSMessage(answering: query, responseCode: .refused)
        }
        guard let role = Self.roles[question.name] else {
            return DNSMessage(answering: query, responseCode: .nxDomain, authorities: Self.authority)
        }
        let answers = role.addresses
            .filter { question.type == ($0.isV4 ? .a : .aaaa) }
            .map { DNSRecord(name: question.name, address: $0, ttl: Self.timeToLive) }
        // RFC 2308 section 2.2: the SOA record says that a name has no such records.
        return DNSMessage(answering: query, answers: answers, authorities: answers.isEmpty ? Self.authority : [])
    }
}
