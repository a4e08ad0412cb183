/// A DNS query or answer (RFC 1035 section 4) with EDNS (RFC 6891).
package struct DNSMessage: Hashable, Sendable {
    /// The largest UDP message for a client that did not announce more (RFC 1035 section 4.2.1).
    package static let classicPayloadSize = 512

    /// The id that ties an answer to its query.
    package var id: UInt16
    /// Whether this is an answer.
    package var isResponse: Bool
    /// The kind of query, 0 to 15; 0 is the standard one.
    package var opcode: UInt8
    /// Whether the answer comes from an authority for the name.
    package var isAuthoritative: Bool
    /// Whether the answer did not fit; the client should ask again over TCP.
    package var isTruncated: Bool
    /// Whether the client wants the server to ask other servers.
    package var recursionDesired: Bool
    /// Whether the server can ask other servers.
    package var recursionAvailable: Bool
    /// Whether the server vouches for the data (RFC 4035 section 3.2.3).
    package var authenticData: Bool
    /// Whether the client accepts data that failed validation (RFC 4035 section 3.2.2).
    package var checkingDisabled: Bool
    /// The result of the query.
    package var responseCode: DNSResponseCode
    /// What is asked; one question in practice.
    package var questions: [DNSQuestion]
    /// The records that answer the question.
    package var answers: [DNSRecord]
    /// The records that point to an authority.
    package var authorities: [DNSRecord]
    /// Further records, without the OPT record.
    package var additionals: [DNSRecord]
    /// The OPT record, if there is one; it is sent after the additional records.
    package var edns: EDNS?

    /// Makes a message; by default a recursive standard query.
    package init(
        id: UInt16,
        isResponse: Bool = false,
        opcode: UInt8 = 0,
        isAuthoritative: Bool = false,
        isTruncated: Bool = false,
        recursionDesired: Bool = true,
        recursionAvailable: Bool = false,
        authenticData: Bool = false,
        checkingDisabled: Bool = false,
        responseCode: DNSResponseCode = .noError,
        questions: [DNSQuestion] = [],
        answers: [DNSRecord] = [],
        authorities: [DNSRecord] = [],
        additionals: [DNSRecord] = [],
        edns: EDNS? = nil
    ) {
        self.id = id
        self.isResponse = isResponse
        self.opcode = opcode
        self.isAuthoritative = isAuthoritative
        self.isTruncated = isTruncated
        self.recursionDesired = recursionDesired
        self.recursionAvailable = recursionAvailable
        self.authenticData = authenticData
        self.checkingDisabled = checkingDisabled
        self.responseCode = responseCode
        self.questions = questions
        self.answers = answers
        self.authorities = authorities
        self.additionals = additionals
        self.edns = edns
    }

    /// Makes the answer to a query: its id, opcode, questions and wish for recursion, and EDNS if the query has it.
    package init(
        answering query: DNSMessage,
        responseCode: DNSResponseCode = .noError,
        answers: [DNSRecord] = [],
        authorities: [DNSRecord] = [],
        additionals: [DNSRecord] = [],
        isAuthoritative: Bool = true,
        recursionAvailable: Bool = true,
        udpPayloadSize: UInt16 = EDNS.unfragmentedPayloadSize
    ) {
        self.init(
            id: query.id,
            isResponse: true,
            opcode: query.opcode,
            isAuthoritative: isAuthoritative,
            recursionDesired: query.recursionDesired,
            recursionAvailable: recursionAvailable,
            checkingDisabled: query.checkingDisabled,
            responseCode: responseCode,
            questions: query.questions,
            answers: answers,
            authorities: authorities,
            additionals: additionals,
            // RFC 6891 sections 6.1.1 and 6.1.4: EDNS answers EDNS, and DO is copied.
            edns: query.edns.map { EDNS(udpPayloadSize: udpPayloadSize, dnssecOK: $0.dnssecOK) }
        )
    }

    /// The largest UDP answer that this query's sender accepts, in bytes (RFC 6891 section 6.2.5).
    package var acceptedPayloadSize: Int {
        max(Self.classicPayloadSize, Int(edns?.udpPayloadSize ?? 0))
    }
}
