import Faults

@testable import FakeServices

/// Faults that edit as a test says: the services must not know which fault they hold.
struct EditHTTP: HTTPFault {
    static let name = "http.test"
    static let summary = "edit as a test says"
    let change: @Sendable (inout HTTPReply) -> Void

    init(_ fields: Fields) { change = { _ in } }
    init(_ change: @escaping @Sendable (inout HTTPReply) -> Void) { self.change = change }
    static let part = HTTPReplyPart.answer
    func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) { change(&reply) }
}

/// Looks at the facts of requests, and edits nothing.
struct LookAtFacts: HTTPFault {
    static let name = "http.test-facts"
    static let summary = "look as a test says"
    let look: @Sendable (RequestFacts) -> Void

    init(_ fields: Fields) { look = { _ in } }
    init(_ look: @escaping @Sendable (RequestFacts) -> Void) { self.look = look }
    static let part = HTTPReplyPart.answer
    func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) { look(request) }
}

struct EditTLS: TLSFault {
    static let name = "tls.test"
    static let summary = "edit as a test says"
    let change: @Sendable (inout TLSPlan) -> Void

    init(_ fields: Fields) { change = { _ in } }
    init(_ change: @escaping @Sendable (inout TLSPlan) -> Void) { self.change = change }
    func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) { change(&plan) }
}

struct EditDNS: DNSFault {
    static let name = "dns.test"
    static let summary = "edit as a test says"
    let change: @Sendable (inout DNSReply) -> Void

    init(_ fields: Fields) { change = { _ in } }
    init(_ change: @escaping @Sendable (inout DNSReply) -> Void) { self.change = change }
    func edit(_ reply: inout DNSReply, draw: inout Draw) { change(&reply) }
}

struct EditGrant: AuthFault {
    static let name = "auth.test"
    static let summary = "edit as a test says"
    let change: @Sendable (inout TokenGrant) -> Void

    init(_ fields: Fields) { change = { _ in } }
    init(_ change: @escaping @Sendable (inout TokenGrant) -> Void) { self.change = change }
    func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) { change(&grant) }
}

/// Edits what the registry makes of a token, and the challenge.
struct EditGate: AuthFault {
    static let name = "auth.test-gate"
    static let summary = "edit as a test says"
    var check: @Sendable (inout TokenCheck) -> Void = { _ in }
    var challenge: @Sendable (inout TokenChallenge) -> Void = { _ in }

    init(_ fields: Fields) {}
    init() {}
    func edit(_ check: inout TokenCheck, of request: RequestFacts, draw: inout Draw) { self.check(&check) }
    func edit(_ challenge: inout TokenChallenge, to request: RequestFacts, draw: inout Draw) {
        self.challenge(&challenge)
    }
}

struct DoSomething: ActFault {
    static let name = "act.test"
    static let summary = "do something"
    let act = Act([.end(.kill, .puller)], "send SIGKILL")

    init(_ fields: Fields) {}
    init() {}
}

extension ArmedFault {
    static func test(
        _ fault: any Fault, host: Role? = nil, resource: String? = nil, afterBytes: Int? = nil, first: Int? = nil,
        only: [Int] = []
    ) -> ArmedFault {
        var match = Match()
        match.host = host
        match.resource = resource
        var trigger = Trigger()
        trigger.afterBytes = afterBytes
        trigger.first = first
        trigger.only = only
        return ArmedFault(fault, ordinal: 0, match: match, trigger: trigger, seed: 1)
    }
}
