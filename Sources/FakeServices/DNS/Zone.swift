import Faults
import WireFormats

/// What DNS knows: the addresses of every role, and that nothing else exists.
struct Zone: Sendable {
    /// A minute; no puller keeps an answer that long within a run's reach.
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

    /// The answer to a query that could be read.
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
        // RFC 2308 section 2.2: a name without such records is told by the SOA record.
        return DNSMessage(answering: query, answers: answers, authorities: answers.isEmpty ? Self.authority : [])
    }
}
