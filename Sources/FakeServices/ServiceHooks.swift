import Faults

/// What the services need from the run around them.
package struct ServiceHooks: Sendable {
    /// Takes every event; it is called from many threads.
    package let record: EventSink
    /// The time since the pull began, for triggers.
    package let now: @Sendable () -> Duration
    /// Does to the node what an act fault says; the reply that triggered it goes on when it returns.
    package let act: @Sendable (ArmedFault) async -> Void
    /// Faults that are armed while the services run; nil for none.
    package let added: AddedFaults?
    /// Takes the secrets of TLS sessions as lines of an NSS key log (draft-ietf-tls-keylogfile), from many threads.
    ///
    /// Without it, sessions keep them to themselves.
    package let logKeys: (@Sendable ([UInt8]) -> Void)?
    /// Takes why a service could not do its work, in a sentence; what the puller then does says nothing about it.
    package let problem: @Sendable (String) -> Void

    /// Makes hooks.
    package init(
        record: @escaping EventSink,
        now: @escaping @Sendable () -> Duration,
        act: @escaping @Sendable (ArmedFault) async -> Void,
        added: AddedFaults? = nil,
        logKeys: (@Sendable ([UInt8]) -> Void)? = nil,
        problem: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.record = record
        self.now = now
        self.act = act
        self.added = added
        self.logKeys = logKeys
        self.problem = problem
    }

    /// The faults of the run, which edit what the services are going to do.
    func chain(_ faults: [ArmedFault]) -> FaultChain {
        FaultChain(faults, added: added, now: now, record: record)
    }

    /// Records that a fault took effect.
    func fired(_ fault: ArmedFault, _ detail: String) {
        record(.fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: detail)))
    }
}
