import Disks
import Faults
import Judging
import Sandboxing
import Synchronization

/// One change of a run's world, which is in force or not.
final class ArmedChange: Sendable {
    let fault: ArmedFault
    let change: WorldChange
    private let sandbox: Sandbox
    private let plan: Plan
    private let state = Mutex(State())
    /// Nil where the rate of the disk is not limited.
    private let diskGauge: DiskGauge?

    private struct State {
        var isApplied = false
        var heldPorts: HeldPorts?
        /// What was done, where the scenario does not say it.
        var told: String?
        /// The values of the proofs' counters when counting began.
        var counts: [Int] = []
        /// What the kernel had counted for the limits by then.
        var uses: [LimitedResource: ControlGroupUse] = [:]
    }

    init(fault: ArmedFault, change: WorldChange, of plan: Plan, sandbox: Sandbox) {
        self.fault = fault
        self.change = change
        self.plan = plan
        self.sandbox = sandbox
        diskGauge = change.limits.contains { $0.resource == .disk } ? DiskGauge(sandbox) : nil
    }

    var isMadeWhileStopped: Bool { (fault.fault as? any WorldFault)?.isMadeWhileStopped == true }
    var isOfEarlierPull: Bool { (fault.fault as? any WorldFault)?.isOfEarlierPull == true }

    /// Whether the daemon ends without a chance to clean up.
    var isAbrupt: Bool { change.steps.contains { if case .store(let damage) = $0 { damage.isAbrupt } else { false } } }

    /// Whether it needs what the store had before the earlier pull.
    var needsKeptFiles: Bool { change.steps.contains(.store(.older)) }

    /// Whether a daemon has to be started again to notice that it is undone.
    var needsRestart: Bool {
        state.withLock(\.isApplied)
            && change.steps.contains { if case .configuration = $0 { true } else { false } }
    }

    /// Makes it while the daemon is stopped.
    ///
    /// - Returns: what was done, for the timeline; nil where that is known.
    func applyStopped() async throws -> String? {
        try await apply()
        return state.withLock(\.told)
    }

    /// What the puller is told to pull while the change is in force; nil for what is right.
    var wrongReference: WrongReference? {
        guard state.withLock({ $0.isApplied }) else { return nil }
        return change.steps.lazy.compactMap { if case .reference(let reference) = $0 { reference } else { nil } }.first
    }

    var isInForceFromTheStart: Bool { change.times == nil && fault.isOpen }

    /// Makes the change, unless it is in force.
    ///
    /// It is made completely even if the task is cancelled meanwhile, so that it can be undone completely.
    func apply() async throws {
        guard !state.withLock({ $0.isApplied }) else { return }
        try await Task { [self] in
            // Said first: what fails half-way has to be undone too.
            state.withLock { $0.isApplied = true }
            for step in change.steps { try await apply(step) }
        }.value
    }

    /// Undoes the change; false if it was not in force.
    func undo() async throws -> Bool {
        guard state.withLock({ $0.isApplied }) else { return false }
        try await Task { [self] in
            for step in change.steps.reversed() { try await undo(step) }
            state.withLock { $0.isApplied = false }
        }.value
        return true
    }

    /// Reads the counters, to compare them later; one that comes with the change counts from 0.
    func countFromHere() async throws {
        let counts = zip(try await counts(), counters).map { $1.start == .change ? 0 : $0 }
        let uses = Dictionary(
            uniqueKeysWithValues: change.limits.compactMap { limit in
                sandbox.use(of: limit).map { (limit.resource, $0) }
            })
        state.withLock { ($0.counts, $0.uses) = (counts, uses) }
        diskGauge?.begin()
    }

    /// Looks until it is cancelled at what the kernel does not count by itself.
    func measure() async throws { try await diskGauge?.watch() }

    private var counters: [Proof.Counter] {
        change.proofs.compactMap { if case .counter(let counter) = $0 { counter } else { nil } }
    }

    /// Makes and undoes it at its times, counted from now or from the event that opens the fault.
    func keepTimes(_ recorder: Recorder) async throws {
        if change.times == nil, isInForceFromTheStart { return }
        try await fault.waitUntilOpen()
        guard let times = change.times else { return try await apply() }
        let start = ContinuousClock.now
        var number = 0
        while let begin = times.start(number) {
            try await Task.sleep(until: start + begin)
            if fault.isLifted { return }
            try await apply()
            try await countFromHere()
            try await Task.sleep(until: start + begin + times.lasting)
            if let proof = try await counterProof() {
                fault.countFiring()
                recorder.recordFiring(of: fault, "\(proof), for \(Units.text(times.lasting))")
            }
            _ = try await undo()
            number += 1
        }
    }

    /// The proof that it took effect, as text; nil if there is none.
    func proof(in timeline: [Event.Body], isProvenByWords: Bool) async throws -> String? {
        for proof in change.proofs {
            switch proof {
            case .event(let seen):
                if let words = timeline.lazy.compactMap(seen).first { return words }
            case .failedCall(let patterns):
                let evidence = FailedCallEvidence(patterns: patterns, isProvenByWords: isProvenByWords)
                if let words = evidence.words(in: timeline) { return words }
            case .counter, .limit: break
            }
        }
        return try await counterProof()
    }

    private func counterProof() async throws -> String? {
        let before = state.withLock { $0.counts }
        for (index, (now, counter)) in zip(try await counts(), counters).enumerated() {
            let grown = now - (index < before.count ? before[index] : 0)
            if grown > 0 { return "\(grown) \(counter.unit)" }
        }
        return isProvenByLimits ? uses(refusedFiles: 0).lazy.compactMap(\.met).first : nil
    }

    private var isProvenByLimits: Bool {
        change.proofs.contains { if case .limit = $0 { true } else { false } }
    }

    /// What limited the puller since counting began.
    ///
    /// - Parameter refusedFiles: how many system calls failed for want of another open file.
    func uses(refusedFiles: Int) -> [ResourceUse] {
        let before = state.withLock(\.uses)
        return change.limits.map { limit in
            if limit.resource == .disk, let diskGauge { return diskGauge.use }
            guard let now = sandbox.use(of: limit) else {
                return ResourceUse(limit, isInForce: state.withLock { $0.isApplied }, hits: refusedFiles)
            }
            return ResourceUse(limit.resource, now, since: before[limit.resource])
        }
    }

    private func counts() async throws -> [Int] {
        var counts: [Int] = []
        for counter in counters {
            // If there is nothing to count, grep(1) fails and the script prints nothing.
            let text = try await run(
                counter.script + "\ntrue", in: counter.place, "reading the counters of \(fault.name)")
            counts.append(text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.reduce(0, &+))
        }
        return counts
    }

    private func apply(_ step: WorldChange.Step) async throws {
        switch step {
        case .script(let place, let script, _):
            _ = try await run("set -e\n" + script, in: place, "\(fault.name)")
        case .heldPorts(let ports, let range):
            let held = try await sandbox.holdPorts(range, isUDP: ports == .udp)
            state.withLock { $0.heldPorts = held }
        case .quota(let bytes): try Quota.limit(sandbox.root + Sandbox.storagePath, to: bytes)
        case .limit(let limit): try await sandbox.limit(ProgramLimit(limit))
        // The puller is told so when it is called.
        case .reference: break
        case .configuration:
            _ = try await run("set -e\n" + configuration.apply, in: .node, "\(fault.name)")
        case .store(let damage):
            let told = try await wound(damage)
            state.withLock { $0.told = told }
        }
    }

    private var configuration: ConfigurationFiles { plan.configuration(of: plan.request(authority: "")) }

    /// Damages the store, if there is anything of the kind.
    ///
    /// - Returns: what was done.
    private func wound(_ damage: StoreDamage) async throws -> String {
        let wound = try StoreWound(damage, seed: plan.seed, content: plan.contentPaths())
        let listing = try await run(wound.listing, in: .node, "looking into the store")
        guard let path = wound.choice(from: listing) else { return "not done: the store has nothing of the kind" }
        return wound.text(try await run("set -e\n" + wound.script(for: path), in: .node, "\(fault.name)"))
    }

    private func undo(_ step: WorldChange.Step) async throws {
        switch step {
        case .script(let place, _, let script):
            _ = try await run("set -e\n" + script, in: place, "the end of \(fault.name)")
        case .heldPorts: state.withLock { $0.heldPorts = nil }
        case .configuration:
            _ = try await run("set -e\n" + configuration.undo, in: .node, "the end of \(fault.name)")
        case .quota: try Quota.limit(sandbox.root + Sandbox.storagePath, to: nil)
        case .limit(let limit): try await sandbox.lift(ProgramLimit(limit))
        // What was damaged stays so: nothing is cleaned by hand.
        case .reference, .store: break
        }
    }

    private func run(_ script: String, in place: Place, _ what: String) async throws -> String {
        try await sandbox.run(
            script: script, in: place == .node ? .node : .wire, variables: variables, what: what)
    }

    private var variables: [String: String] {
        let pairs = ScriptVariable.allCases.map { variable in
            let value =
                switch variable {
                case .storage: Sandbox.storagePath
                case .nodeLink: Sandbox.nodeLink
                case .wireNodeLink: Sandbox.wireLinks.first ?? ""
                case .wireLinks: Sandbox.wireLinks.joined(separator: " ")
                case .notes: Sandbox.notesPath
                // Two digits, so that no mark is a prefix of another.
                case .mark: "chaospull-fault-\(fault.ordinal < 10 ? "0" : "")\(fault.ordinal)"
                }
            return (variable.rawValue, value)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
