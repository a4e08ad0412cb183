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
        let facts = RequestFacts(host: host, method: request.method, resource: service.resource(of: request))
        record(request, number: number, connection: connection, facts)
        var answer = await service.reply(to: request)
        edit(&answer, of: facts)
        let acts = faults.filter { $0.actOccasion == .request && $0.match.covers(facts) }
        let isHead = request.method == "HEAD"
        var writer = ReplyWriter(
            answer.reply, to: channel, isHead: isHead, acts: acts.map { $0.trigger.afterBytes ?? 0 }
        ) { place, offset in
            if await act(acts[place], at: offset, facts) { answer.faults.append(acts[place].ordinal) }
        }
        let ending = await writer.run()
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

    /// Lets each HTTP fault that is hit edit the reply, in the order of the scenario.
    func edit(_ answer: inout ServiceReply, of facts: RequestFacts) {
        for armed in faults {
            guard let fault = armed.fault as? any HTTPFault, armed.match.covers(facts),
                fault.hasEffect(on: answer.reply, to: facts),
                armed.decide(flow: .resource(facts.resource), time: hooks.now())?.isHit == true
            else { continue }
            fault.edit(&answer.reply, to: facts)
            answer.faults.append(armed.ordinal)
            hooks.fired(armed, Self.detail(of: facts))
        }
    }

    /// Does what an act fault says, if it is hit.
    func act(_ armed: ArmedFault, at offset: Int, _ facts: RequestFacts) async -> Bool {
        let decision = armed.decide(flow: .resource(facts.resource), bytes: offset, time: hooks.now())
        guard decision?.isHit == true else { return false }
        hooks.fired(armed, "\(Self.detail(of: facts)) after \(offset) bytes")
        await hooks.act(armed)
        return true
    }

    private static func detail(of facts: RequestFacts) -> String {
        "\(facts.method.clipped) \(facts.resource) at \(facts.host.rawValue)"
    }
}

extension HTTPReply {
    /// What Content-Length says, or else the size of the body.
    var promisedLength: Int { self["Content-Length"].flatMap { Int($0) } ?? body.count }
}
