import Faults
import Glibc
import NIOCore

/// Answers requests of one host: asks its service, lets HTTP faults edit the reply, sends it, records both ends.
struct Responder: Sendable {
    /// The connection cannot be used for another request.
    struct ConnectionOver: Error {}

    /// Characters of a path that the timeline keeps; the longest that a client has a reason for names a digest.
    private static let longestPath = 512

    let host: Role
    /// The name under which clients reach it, as in URLs.
    let name: String
    /// Its connections are those of TLS.
    var isSecure = false
    let service: any HTTPService
    let faults: [ArmedFault]
    let hooks: ServiceHooks
    let counters: RunCounters
    let memory = ReplyMemory()

    /// Throws `ConnectionOver` unless the connection can be used again.
    ///
    /// - Parameters:
    ///   - place: the place of the request on its connection, from 1.
    ///   - wire: where a reply goes, which may be one to HEAD.
    func respond<Wire: ReplyWire>(
        to request: ServiceRequest, connection: Int, place: Int, wire: (HTTPReply, _ isHead: Bool) -> Wire
    ) async throws {
        let number = counters.nextRequest()
        var facts = RequestFacts(request, to: host, about: service.resource(of: request), place: place)
        facts.isSecure = isSecure && !request.isInClear
        facts.name = name
        record(request, number: number, connection: connection, facts)
        var answer = await service.reply(to: request)
        // RFC 9110 section 6.6.1.
        answer.reply["Date"] = HTTPDate.text(time(nil))
        let own = answer.reply
        answer.reply.earlier = memory.reply(otherThan: facts.resource)
        edit(&answer, of: facts)
        memory.keep(own, to: facts)
        let acts = faults.filter { $0.actOccasion == .request && $0.match.covers(facts) }
        let isHead = facts.isHead
        var asked: Set<Int> = []
        var writer = ReplyWriter(
            answer.reply, to: wire(answer.reply, isHead), isHead: isHead, acts: acts.map { $0.trigger.afterBytes ?? 0 }
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
        guard ending == .complete, !writer.isConnectionOver else { throw ConnectionOver() }
    }

    /// Records a request as it arrived.
    func record(_ request: ServiceRequest, number: Int, connection: Int, _ facts: RequestFacts) {
        hooks.record(
            .request(
                Request(
                    request: number, host: host, connection: connection, method: request.method.clipped,
                    path: request.path.clipped(to: Self.longestPath), resource: facts.resource,
                    range: request["Range"]?.clipped,
                    authorization: request.authorization.word, proxyAuthorization: request.proxyAuthorizationWord,
                    isInClear: request.isInClear ? true : nil
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
