import Faults
import NIOCore
import NIOSSL
import Synchronization

/// What each host shows in its handshakes, with the faults that are in force at that moment.
final class Handshakes: Sendable {
    /// How one handshake is to go.
    enum Handshake: Sendable {
        case context(NIOSSLContext)
        case refusal(TLSPlan.Answer)
    }

    private let names: HostNames
    private let faults: FaultChain
    private let authority: CertificateAuthority
    /// The hosts offer HTTP/2 and HTTP/1.1.
    let offersHTTP2: Bool
    private let logKeys: (@Sendable ([UInt8]) -> Void)?
    private let contexts = Mutex<[(plan: TLSPlan, context: NIOSSLContext)]>([])
    /// How many handshakes each host has had.
    private let counts = Mutex<[Role: Int]>([:])

    /// Makes the certificates of all hosts, with and without the faults.
    init(
        hosts: [Role], names: HostNames, faults: [ArmedFault], authority: CertificateAuthority, hooks: ServiceHooks,
        offersHTTP2: Bool = false
    ) throws {
        self.offersHTTP2 = offersHTTP2
        self.names = names
        self.faults = hooks.chain(faults)
        self.authority = authority
        logKeys = hooks.logKeys
        for host in hosts {
            _ = try context(of: healthy(host))
            for armed in faults where armed.match.covers(host: host) {
                guard let fault = armed.fault as? any TLSFault else { continue }
                var plan = healthy(host)
                var draw = Draw(seed: 0)
                fault.edit(&plan, of: HandshakeFacts(host: host, isAtProxy: fault.isOfProxy), draw: &draw)
                _ = try context(of: plan)
            }
        }
    }

    /// What a handshake with a host is to be that a client begins now.
    func handshake(with host: Role, on connection: Int) throws -> Handshake {
        let number = counts.withLock { counts in
            counts[host, default: 0] += 1
            return counts[host] ?? 1
        }
        let facts = HandshakeFacts(host: host, number: number, connection: connection)
        return try handshake(as: edited(facts))
    }

    /// What a handshake with a host is to be if the proxy answers it; nil if the proxy lets it through.
    func interceptedHandshake(with host: Role, on connection: Int) throws -> Handshake? {
        // What is let through comes to the host, where it is counted.
        let number = counts.withLock { ($0[host] ?? 0) + 1 }
        let plan = edited(HandshakeFacts(host: host, number: number, isAtProxy: true, connection: connection))
        return plan.isIntercepted ? try handshake(as: plan) : nil
    }

    private func healthy(_ host: Role) -> TLSPlan { TLSPlan(host: host, names: names.certified(host)) }

    private func edited(_ facts: HandshakeFacts) -> TLSPlan {
        var plan = healthy(facts.host)
        _ = faults.edit(&plan, about: facts)
        return plan
    }

    private func handshake(as plan: TLSPlan) throws -> Handshake {
        plan.answer == .handshake ? .context(try context(of: plan)) : .refusal(plan.answer)
    }

    private func context(of plan: TLSPlan) throws -> NIOSSLContext {
        if let known = contexts.withLock({ $0.first { $0.plan == plan }?.context }) { return known }
        let (chain, key) = try authority.issue(plan)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        if let newest = plan.newestVersion {
            configuration.minimumTLSVersion = .tlsv1
            configuration.maximumTLSVersion = newest == .tls10 ? .tlsv1 : .tlsv11
        }
        if plan.wantsClientCertificate {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates([try authority.certificate()])
        }
        // What the proxy reads on the way is HTTP/1.1.
        configuration.applicationProtocols = (offersHTTP2 && !plan.isIntercepted ? ["h2"] : []) + ["http/1.1"]
        if let logKeys { configuration.keyLogCallback = { line in logKeys(Array(line.readableBytesView)) } }
        let context = try NIOSSLContext(configuration: configuration)
        contexts.withLock { $0.append((plan, context)) }
        return context
    }
}
