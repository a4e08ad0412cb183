import Faults
import NIOCore
import NIOSSL

/// Serves connections of the proxy: one request each, and the tunnel that it asks for (RFC 9110 section 9.3.6).
struct ProxyConnections: Sendable {
    let service: ProxyService
    let responder: Responder
    let dialer: Dialer
    /// Nil where nothing behind the proxy speaks TLS.
    let interception: Interception?
    let hooks: ServiceHooks
    let counters: RunCounters

    /// Serves a connection to its end; cancellation ends it at once.
    func serve(_ channel: any Channel) async {
        let number = counters.nextConnection()
        record(number, .accepted)
        await withTaskCancellationHandler {
            do {
                try await exchange(channel, number)
            } catch {
                // The peer is gone, so the error has no receiver.
            }
            WireHandler.abort(channel)
            try? await channel.closeFuture.get()
        } onCancel: {
            WireHandler.abort(channel)
        }
        record(number, .closed)
    }

    private func exchange(_ channel: any Channel, _ number: Int) async throws {
        let bytes: ByteBuffer
        do {
            bytes = try await FirstBytes.read(from: channel, upTo: ProxyHead.largest, to: .take) { bytes in
                ProxyHead.length(in: bytes.readableBytesView)
            }
        } catch FirstBytes.Problem.tooLarge {
            _ = await refuse(ProxyService.error(431, "the head of the request is too large"), channel)
            return
        } catch FirstBytes.Problem.late {
            _ = await refuse(ProxyService.error(408, "no request came"), channel)
            return
        }
        guard let head = ProxyHead(bytes.readableBytesView), let (method, target) = head.request else {
            _ = await refuse(ProxyService.error(400, "this is no request of HTTP/1.1"), channel)
            return
        }
        try await answer(
            ServiceRequest(method: method, target: target, headers: head.fields.map { ($0.name, $0.value) }), head,
            channel, number
        )
    }

    private func answer(
        _ request: ServiceRequest, _ head: ProxyHead, _ channel: any Channel, _ number: Int
    ) async throws {
        let facts = RequestFacts(request, to: .proxy, about: service.resource(of: request))
        let count = counters.nextRequest()
        responder.record(request, number: count, connection: number, facts)
        var answer = await service.reply(to: request)
        responder.edit(&answer, of: facts)
        for act in responder.faults where act.actOccasion == .request && act.match.covers(facts) {
            if await responder.act(act, at: 0, facts) { answer.faults.append(act.ordinal) }
        }
        func recordEnd(_ sent: Int, of length: Int? = nil, _ ending: Response.Ending) {
            hooks.record(
                .response(
                    Response(
                        request: count, host: .proxy, resource: facts.resource, status: answer.reply.status, sent: sent,
                        length: length ?? sent, ending: ending, faults: answer.faults,
                        retryAfter: answer.reply["Retry-After"].flatMap { Int($0) }
                    )
                )
            )
        }
        do {
            var host: (any Channel)?
            let route = service.route(of: request)
            if answer.reply.status == 200, let route {
                if answer.reply.delay > .zero, try await channel.isClosed(within: answer.reply.delay) {
                    throw FirstBytes.Problem.gone
                }
                do {
                    host = try await dialer.connect(to: route.endpoint)
                } catch {
                    answer.reply = ProxyService.error(502, "\(route.endpoint): \(error)")
                }
            }
            // The query, which may be a signature, is no part of what is recorded.
            guard let host, let route, let (method, text) = head.request,
                let target = ProxyTarget(method: method, target: text)
            else {
                let (sent, ending) = await refuse(answer.reply, channel, isHead: facts.isHead)
                return recordEnd(sent, of: facts.isHead ? 0 : answer.reply.promisedLength, ending)
            }
            let tunnel = try await open(channel, host, route.role, target, head, number)
            let (sent, status, isBroken) = await tunnel.run()
            if let status { answer.reply.status = status }
            recordEnd(sent, isBroken ? .reset : .complete)
        } catch {
            recordEnd(0, .abandoned)
            throw error
        }
    }

    /// Answers without a tunnel; then the connection is over.
    private func refuse(
        _ reply: HTTPReply, _ channel: any Channel, isHead: Bool = false
    ) async -> (sent: Int, ending: Response.Ending) {
        var writer = ReplyWriter(
            reply.ofProxy, to: HTTP1Wire(reply.ofProxy, to: channel, isHead: isHead), isHead: isHead)
        let ending = await writer.run()
        if ending == .complete, !writer.isConnectionOver {
            // A client that has read its answer may have gone already, and was answered all the same.
            try? await WireHandler.finish(channel)
            // Closing with bytes of the client unread would send RST, so the client may close first.
            _ = try? await channel.isClosed(within: .seconds(2))
        }
        return (writer.sent, ending)
    }

    /// Answers with 200, or passes the request on, and puts both ends of the tunnel in place.
    private func open(
        _ channel: any Channel, _ host: any Channel, _ role: Role, _ target: ProxyTarget, _ head: ProxyHead,
        _ number: Int
    ) async throws -> Tunnel {
        do {
            let handshake = target.path == nil ? try interceptedHandshake(with: role, number) : nil
            let isHalfClosed = handshake == nil
            if isHalfClosed {
                for end in [channel, host] { try await end.setOption(.allowRemoteHalfClosure, value: true).get() }
            }
            let hostEnd = try await host.eventLoop.submit {
                if handshake != nil, let handler = try interception?.clientHandler(for: role) {
                    try host.pipeline.syncOperations.addHandler(handler)
                }
                let end = try Tunnel.End(host, isHalfClosed: isHalfClosed)
                // Not before somebody takes the answer: NIO reads to the end what a peer that is gone has sent.
                if let path = target.path, let method = head.request?.method {
                    let bytes = head.passedOn(start: "\(method) \(path) HTTP/1.1")
                    host.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
                }
                return end
            }.get()
            let clientEnd = try await channel.eventLoop.submit {
                if target.path == nil {
                    channel.writeAndFlush(ByteBuffer(bytes: HTTPReply.openedTunnel), promise: nil)
                }
                if let handshake { try intercept(channel, handshake, number) }
                return try Tunnel.End(channel, isHalfClosed: isHalfClosed)
            }.get()
            try await FirstBytes.release(in: channel)
            for end in [channel, host] {
                end.setOption(.autoRead, value: true).whenFailure { _ in WireHandler.abort(end) }
            }
            return Tunnel(
                client: clientEnd, host: hostEnd, isHalfClosed: isHalfClosed, isForwarding: target.path != nil
            )
        } catch {
            WireHandler.abort(host)
            throw error
        }
    }

    private func interceptedHandshake(with role: Role, _ number: Int) throws -> Handshakes.Handshake? {
        do {
            return try interception?.handshake(with: role, on: number)
        } catch {
            hooks.problem("connection \(number) with proxy had no handshake for \(role.rawValue): \(error)")
            throw error
        }
    }

    private func intercept(_ channel: any Channel, _ handshake: Handshakes.Handshake, _ number: Int) throws {
        let pipeline = channel.pipeline.syncOperations
        switch handshake {
        case .context(let context): try pipeline.addHandler(NIOSSLServerHandler(context: context))
        case .refusal(let answer): try pipeline.addHandler(HandshakeRefusal(answer))
        }
        try pipeline.addHandler(HandshakeObserver { record(number, $0, $1) })
    }

    private func record(_ number: Int, _ change: Connection.Change, _ detail: String? = nil) {
        hooks.record(.connection(Connection(host: .proxy, connection: number, change: change, detail: detail)))
    }
}

extension Tunnel.End {
    /// Takes over a channel on its event loop.
    fileprivate init(_ channel: any Channel, isHalfClosed: Bool) throws {
        try self.init(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: isHalfClosed)
        )
    }
}
