import Faults
import NIOCore
import NIOSSL
import Synchronization

/// What each host shows in its handshakes, with the faults that are in force at that moment.
final class Handshakes: Sendable {
    /// How one handshake is to go.
    struct Handshake: Sendable {
        /// Nil for a handshake that is never answered.
        let context: NIOSSLContext?
        /// The faults that edited it.
        let faults: [ArmedFault]
    }

    private typealias Armed = (armed: ArmedFault, fault: any TLSFault)

    /// What the hosts themselves show.
    private let faults: [Armed]
    /// What the proxy shows in their place.
    private let interceptions: [Armed]
    private let authority: CertificateAuthority
    private let logKeys: (@Sendable ([UInt8]) -> Void)?
    private let contexts = Mutex<[(plan: TLSPlan, context: NIOSSLContext)]>([])

    /// Makes the certificates of all hosts, with and without the faults.
    init(
        hosts: [Role], faults: [ArmedFault], authority: CertificateAuthority,
        logKeys: (@Sendable ([UInt8]) -> Void)? = nil
    ) throws {
        let faults: [Armed] = faults.compactMap { armed in
            (armed.fault as? any TLSFault).map { (armed: armed, fault: $0) }
        }
        self.faults = faults.filter { !$0.fault.isOfProxy }
        interceptions = faults.filter(\.fault.isOfProxy)
        self.authority = authority
        self.logKeys = logKeys
        for host in hosts {
            _ = try context(of: TLSPlan(host: host))
            _ = try handshake(with: host)
        }
    }

    /// What the next handshake with a host is to be.
    func handshake(with host: Role) throws -> Handshake { try handshake(with: host, edited: inForce(faults, host)) }

    /// What the next handshake with a host is to be where the proxy answers it; nil where it lets it through.
    func interceptedHandshake(with host: Role) throws -> Handshake? {
        let edits = inForce(interceptions, host)
        return edits.isEmpty ? nil : try handshake(with: host, edited: edits)
    }

    private func inForce(_ faults: [Armed], _ host: Role) -> [Armed] {
        faults.filter { $0.armed.match.covers(host: host) && !$0.armed.isLifted }
    }

    private func handshake(with host: Role, edited edits: [Armed]) throws -> Handshake {
        var plan = TLSPlan(host: host)
        for edit in edits { edit.fault.edit(&plan) }
        return Handshake(context: plan.isStalled ? nil : try context(of: plan), faults: edits.map(\.armed))
    }

    private func context(of plan: TLSPlan) throws -> NIOSSLContext {
        if let known = contexts.withLock({ $0.first { $0.plan == plan }?.context }) { return known }
        let (chain, key) = try authority.issue(plan)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        if let logKeys { configuration.keyLogCallback = { line in logKeys(Array(line.readableBytesView)) } }
        let context = try NIOSSLContext(configuration: configuration)
        contexts.withLock { $0.append((plan, context)) }
        return context
    }
}
