import Faults
import NIOCore

/// Answers requests of one host: asks its service, lets HTTP faults edit the reply, sends it, records both ends.
struct Responder: Sendable {
    /// The connection cannot be used for another request.
    struct ConnectionOver: Error {}

    /// Characters of a path that the timeline keeps; the longest that a client has a reason for names a digest.
    private static let longestPath = 512

    let host: Role
    let service: any HTTPService
    let faults: [ArmedFault]
    let hooks: ServiceHooks
    let counters: RunCounters

    /// Throws `ConnectionOver` unless the connection can be used again.
    func respond(to request: ServiceRequest, connection: Int, through channel: any Channel) async throws {
        let number = counters.nextRequest()
        let facts = RequestFacts(request, to: host, about: service.resource(of: request))
        record(request, number: number, connection: connection, facts)
        var answer = await service.reply(to: request)
        edit(&answer, of: facts)
        let acts = faults.filter { $0.actOccasion == .request && $0.match.covers(facts) }
        let isHead = facts.isHead
        var asked: Set<Int> = []
        var writer = ReplyWriter(
            answer.reply, to: channel, isHead: isHead, acts: acts.map { $0.trigger.afterBytes ?? 0 }
        ) { place, offset in
            asked.insert(place)
            if await act(acts[place], at: offset, facts) { answer.faults.append(acts[place].ordinal) }
        }
        let ending = await writer.run()
        for place in acts.indices where !asked.contains(place) { acts[place].noteNotDue() }
        hooks.record(
            .response(
                Response(
                    request: number, host: host, resource: facts.resource, status: answer.reply.status,
                    sent: writer.sent, length: isHead ? 0 : answer.reply.promisedLength, ending: ending,
                    faults: answer.faults, retryAfter: answer.reply["Retry-After"].flatMap { Int($0) }
                )
            )
        )
        guard ending == .complete else { throw ConnectionOver() }
    }

    /// Records a request as it arrived.
    func record(_ request: ServiceRequest, number: Int, connection: Int, _ facts: RequestFacts) {
        hooks.record(
            .request(
                Request(
                    request: number, host: host, connection: connection, method: request.method.clipped,
                    path: request.path.clipped(to: Self.longestPath), resource: facts.resource,
                    range: request["Range"]?.clipped,
                    authorization: request.authorization.word, proxyAuthorization: request.proxyAuthorizationWord
                )
            )
        )
    }

    /// Lets the HTTP faults that are due edit the reply.
    func edit(_ answer: inout ServiceReply, of facts: RequestFacts) {
        answer.faults += hooks.chain(faults).edit(&answer.reply, about: facts)
    }

    /// Does what an act fault says, if it is hit.
    func act(_ armed: ArmedFault, at offset: Int, _ facts: RequestFacts) async -> Bool {
        let decision = armed.decide(flow: .resource(facts.resource), bytes: offset, time: hooks.now())
        guard decision?.isHit == true else { return false }
        hooks.fired(armed, "\(facts.detail) after \(offset) bytes")
        await hooks.act(armed)
        return true
    }
}

extension HTTPReply {
    /// What Content-Length says, or else the size of the body.
    var promisedLength: Int { self["Content-Length"].flatMap { Int($0) } ?? body.count }
}
