import Faults
import Glibc

/// The services of one run, ready for arrivals.
struct ServiceWorld: Sendable {
    private let connections: HTTPConnections
    /// Nil if each host has a port of its own.
    private let sharedPort: SharedPort?
    private let names: DNSResponder
    private let proxy: ProxyConnections?

    /// - Parameter executor: an executor whose thread is in the network namespace from which the proxy connects.
    init(
        _ plan: ServicesPlan, authority: CertificateAuthority, hooks: ServiceHooks, endpoints: [Role: [Endpoint]],
        executor: (any TaskExecutor)?
    ) async throws {
        let now: @Sendable () -> Int = { time(nil) }
        let content = ServedContent(plan)
        let signer = await TokenSigner()
        let origins = plan.origins(at: endpoints)
        func base(of role: Role) -> String { origins[role]?.description ?? "" }
        let behavior = plan.behavior
        let store: Role = behavior.redirectTarget == .registry ? .registry : .cdn
        let signed = SignedURL(base: base(of: store), now: now)
        let registryName = plan.names[.registry]
        let tokenHost: Role = behavior.login == .ownTokens ? .registry : .auth
        let tokens = TokenService(
            signer: signer, credentials: plan.credentials, host: tokenHost, behavior: behavior,
            lifetime: plan.tokenLifetime, faults: plan.faults, hooks: hooks, service: registryName, now: now
        )
        let gate: (any RegistryGate)?
        switch behavior.login {
        case .none: gate = nil
        case .basic:
            gate = BasicGate(
                credentials: plan.credentials, realm: base(of: .registry) + "/", words: RegistryWords(behavior.errors))
        case .tokenService, .ownTokens:
            gate = TokenGate(
                signer: signer, realm: base(of: tokenHost) + TokenService.path,
                otherRealm: base(of: .cdn) + TokenService.path, service: registryName, now: now,
                faults: hooks.chain(plan.faults), behavior: behavior, credentials: plan.credentials
            )
        }
        let registry = Registry(
            content: content, gate: gate, redirect: plan.redirectsBlobs ? signed : nil, behavior: behavior,
            tokens: tokens
        )
        var services: [Role: any HTTPService] = [
            .registry: registry, .auth: tokens,
            .cdn: ContentDelivery(content: content.of(.cdn), signed: signed, bucket: behavior.bucket),
        ]
        if plan.mirrorImage != nil {
            services[.mirror] = Mirror(
                of: registry, named: [registryName, origins[.registry]?.authority ?? registryName],
                content: ServedContent(plan, of: .mirror))
        }
        let counters = RunCounters()
        let responders = services.map { host, service in
            (
                host,
                Responder(
                    host: host, name: origins[host]?.host ?? plan.names[host], isSecure: plan.scheme == .https,
                    service: service,
                    faults: plan.faults, hooks: hooks,
                    counters: counters)
            )
        }
        let handshakes =
            plan.scheme == .https
            ? try Handshakes(
                hosts: plan.httpRoles, names: plan.names, faults: plan.faults, authority: authority, hooks: hooks,
                offersHTTP2: plan.offersHTTP2)
            : nil
        sharedPort = SharedPort(plan)
        connections = HTTPConnections(
            responders: Dictionary(uniqueKeysWithValues: responders), sharedPort: sharedPort, handshakes: handshakes,
            hooks: hooks,
            counters: counters
        )
        proxy = try plan.proxy.map { proxy in
            let service = ProxyService(credentials: proxy.credentials, routes: ProxyRoutes(endpoints: endpoints))
            return ProxyConnections(
                service: service,
                responder: Responder(
                    host: .proxy, name: Role.proxy.hostName, service: service, faults: plan.faults, hooks: hooks,
                    counters: counters
                ),
                dialer: Dialer(executor: executor), interception: try Interception(handshakes, trusting: authority),
                hooks: hooks, counters: counters
            )
        }
        names = DNSResponder(faults: plan.faults, hooks: hooks)
    }

    func handle(_ arrival: Arrival) async {
        switch arrival {
        case .connection(let channel, .proxy, _): await proxy?.serve(channel)
        case .connection(let channel, let host, let isPlain):
            await connections.serve(channel, host: await sharedPort?.host(of: channel) ?? host, isPlain: isPlain)
        case .query(let bytes, let peer): await names.serve(bytes, from: peer)
        }
    }
}
