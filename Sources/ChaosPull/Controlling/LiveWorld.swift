import FakeServices
import Faults
import Judging
import Pullers
import Sandboxing

/// A world that is there, with faults that are turned on and off from outside.
///
/// It is the one place behind the control socket and ``ChaosPullWorld``.
actor LiveWorld {
    let plan: Plan
    /// Those of the scenario.
    let scenarioFaults: [ArmedFault]
    let added: AddedFaults
    nonisolated let recorder: Recorder
    /// Nil where only the services are there, as in `serve`.
    let world: RunWorld?
    /// Who asks the puller; only this world does if nil.
    let otherPulls: String?
    let events = LiveEvents()
    var changes: [Int: AddedChange] = [:]
    var isPulling = false

    /// A change of the node or the links that was made for an added fault.
    struct AddedChange {
        let change: ArmedChange
        /// Keeps the times of the change; ends when the fault is healed.
        let task: Task<Void, Never>
        /// Seconds since the clock of the run started.
        let time: Double
    }

    /// The most faults of a world; marks of rules have two digits.
    static let mostFaults = 99

    /// - Parameters:
    ///   - world: nil where only the services are there.
    ///   - otherPulls: who pulls instead of this world, as in `run`; nil if this world does.
    init(
        _ plan: Plan, faults: [ArmedFault], added: AddedFaults, recorder: Recorder, world: RunWorld?,
        otherPulls: String? = nil
    ) {
        self.plan = plan
        scenarioFaults = faults
        self.added = added
        self.recorder = recorder
        self.world = world
        self.otherPulls = otherPulls
        recorder.add { [events] in events.note($0) }
    }

    var all: [ArmedFault] { scenarioFaults + added.all }

    /// Every fault, the scenario's first.
    func faults() async throws -> [LiveFault] {
        try await prove()
        return all.map { LiveFault($0) }
    }

    /// Undoes what was added, for the end of the world.
    func end() async {
        for (_, added) in changes {
            added.task.cancel()
            _ = try? await added.change.undo()
        }
        changes = [:]
    }

    func fault(_ number: Int) throws(ChaosPullError) -> ArmedFault {
        guard all.indices.contains(number) else {
            throw ChaosPullError(
                all.isEmpty
                    ? "there is no fault \(number); none is armed yet"
                    : "there is no fault \(number); expected 0 to \(all.count - 1), as 'list' shows them")
        }
        return all[number]
    }

    /// Looks for the proofs of changes that have not fired yet; their counters go when they are undone.
    func prove() async throws {
        guard let world else { return }
        let pending = world.changes.all.map { ($0, 0) } + changes.values.map { ($0.change, $0.time) }
        let isProvenByWords = world.kernel.watch == nil
        for (change, time) in pending where change.fault.fired == 0 && !change.fault.isLifted {
            let timeline = recorder.events.drop { $0.time < time }.map(\.body)
            guard let proof = try await change.proof(in: timeline, isProvenByWords: isProvenByWords),
                change.fault.fired == 0
            else { continue }
            change.fault.countFiring()
            recorder.recordFiring(of: change.fault, proof)
        }
    }
}
