import Faults
import Glibc

/// The services of one run, ready for arrivals.
struct ServiceWorld: Sendable {
    private let connections: HTTPConnections
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
        let signed = SignedURL(base: Self.base(of: .cdn, plan.scheme, endpoints), now: now)
        let registryName = Role.registry.hostName
        let registry = Registry(
            content: content,
            gate: TokenGate(
                signer: signer, realm: Self.base(of: .auth, plan.scheme, endpoints) + "/token",
                service: registryName, now: now, faults: hooks.chain(plan.faults)
            ),
            redirect: plan.redirectsBlobs ? signed : nil
        )
        var services: [Role: any HTTPService] = [
            .registry: registry,
            .auth: TokenService(
                signer: signer, credentials: plan.credentials, lifetime: plan.tokenLifetime, faults: plan.faults,
                hooks: hooks, service: registryName, now: now
            ),
            .cdn: ContentDelivery(content: content, signed: signed),
        ]
        if let image = plan.mirrorImage {
            services[.mirror] = Mirror(of: registry, named: registryName, content: ServedContent(plan, copy: image))
        }
        let counters = RunCounters()
        let responders = services.map { host, service in
            (host, Responder(host: host, service: service, faults: plan.faults, hooks: hooks, counters: counters))
        }
        let handshakes =
            plan.scheme == .https
            ? try Handshakes(hosts: plan.httpRoles, faults: plan.faults, authority: authority, hooks: hooks) : nil
        connections = HTTPConnections(
            responders: Dictionary(uniqueKeysWithValues: responders), handshakes: handshakes, hooks: hooks,
            counters: counters
        )
        proxy = try plan.proxy.map { proxy in
            let service = ProxyService(credentials: proxy.credentials, routes: ProxyRoutes(endpoints: endpoints))
            return ProxyConnections(
                service: service,
                responder: Responder(
                    host: .proxy, service: service, faults: plan.faults, hooks: hooks, counters: counters
                ),
                dialer: Dialer(executor: executor), interception: try Interception(handshakes, trusting: authority),
                hooks: hooks, counters: counters
            )
        }
        names = DNSResponder(faults: plan.faults, hooks: hooks)
    }

    func handle(_ arrival: Arrival) async {
        switch arrival {
        case .connection(let channel, .proxy): await proxy?.serve(channel)
        case .connection(let channel, let host): await connections.serve(channel, host: host)
        case .query(let bytes, let peer): await names.serve(bytes, from: peer)
        }
    }

    /// The beginning of a role's URLs, with the port only if it is not the default.
    private static func base(of role: Role, _ scheme: Scheme, _ endpoints: [Role: [Endpoint]]) -> String {
        let port = endpoints[role]?.first?.port ?? scheme.defaultPort
        return "\(scheme.rawValue)://\(role.hostName)" + (port == scheme.defaultPort ? "" : ":\(port)")
    }
}
