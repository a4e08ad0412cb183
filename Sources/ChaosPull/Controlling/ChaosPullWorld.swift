import Faults
import Judging
import Scenarios

/// A world with a puller that stays while faults are turned on and off between pulls.
///
/// ```swift
/// let world = try await ChaosPullWorld(with: .skopeo)
/// let fault = try await world.arm(.httpStatus(503))
/// #expect(try await world.pull().outcome == .failed)
/// try await world.heal()
/// #expect(try await world.pull().outcome == .pulled)
/// try await world.end()
/// ```
///
/// Needs root and the puller; ``Readiness/of(_:)`` checks that. Call ``end()`` to wait until everything is removed; a
/// world that nobody holds any more is removed too.
public final class ChaosPullWorld: Sendable {
    private let live: LiveWorld
    private let ending: AsyncStream<Never>.Continuation
    private let work: Task<Void, any Error>

    /// Makes the world of a scenario, with its faults armed and the puller's daemon running.
    ///
    /// - Parameters:
    ///   - scenario: what the world is like; nil for one without faults.
    ///   - puller: a puller that is installed.
    ///   - seed: the seed of everything random.
    /// - Throws: `ChaosPullError` if the puller is not there or cannot be asked for such a pull, or if the world cannot be
    ///   made.
    public init(_ scenario: Scenario? = nil, with puller: PullerName, seed: UInt64 = 1) async throws {
        guard let installed = try await InstalledPuller.select([puller.rawValue]).first else {
            throw ChaosPullError("\(puller) is not installed; run 'chaospull doctor'")
        }
        let scenario = try scenario ?? Scenario(title: "a world without faults")
        let plan = Cell(scenario: scenario, puller: installed, seed: seed).plan()
        if let objection = plan.objection { throw ChaosPullError("\(plan.pullerName): \(objection)") }
        await besideServices { plan.makeImages() }
        let (worlds, arrival) = AsyncThrowingStream.makeStream(of: LiveWorld.self)
        let (end, ending) = AsyncStream.makeStream(of: Never.self)
        self.ending = ending
        work = Task {
            do {
                try await Self.keep(plan, arrival, until: end)
                arrival.finish()
            } catch {
                arrival.finish(throwing: error)
                throw error
            }
        }
        let work = work
        let first = try await withTaskCancellationHandler {
            for try await world in worlds { return LiveWorld?.some(world) }
            return nil
        } onCancel: {
            work.cancel()
        }
        guard let first else { throw CancellationError() }
        live = first
    }

    deinit { ending.finish() }

    /// Arms a fault, which is in force when this returns.
    ///
    /// - Returns: the fault, with the number by which it is healed.
    /// - Throws: `ChaosPullError` for a fault that a world must have from its start: those of image, act, syscall and
    ///   disk, and some of node.
    @discardableResult
    public func arm(_ fault: InjectedFault) async throws -> LiveFault {
        try await live.arm(FaultDefinition(fault.element))
    }

    /// Arms a healed fault again, from its beginning.
    ///
    /// - Throws: `ChaosPullError` for a number that no fault has, and for a fault that is armed.
    @discardableResult
    public func arm(again number: Int) async throws -> LiveFault { try await live.arm(again: number) }

    /// Ends a fault, or all of them.
    ///
    /// - Parameter number: of the fault; nil for all.
    /// - Throws: `ChaosPullError` for a number that no fault has.
    public func heal(_ number: Int? = nil) async throws { _ = try await live.heal(number) }

    /// Every fault with how often it fired, the scenario's first.
    public func faults() async throws -> [LiveFault] { try await live.faults() }

    /// What happened so far; of very many events the last ones.
    public var events: [Event] { live.events.entries(from: 0, limit: .max).entries.map(\.event) }

    /// Has the puller pull, and looks at what it stored.
    ///
    /// - Throws: `ChaosPullError` while another pull is under way.
    public func pull() async throws -> WorldPull { try await live.pull() }

    /// Removes the world, and waits until that is done.
    ///
    /// - Throws: what broke in the harness meanwhile.
    public func end() async throws {
        ending.finish()
        try await work.value
    }

    private static func keep(
        _ plan: Plan, _ arrival: AsyncThrowingStream<LiveWorld, any Error>.Continuation, until end: AsyncStream<Never>
    ) async throws {
        let (recorder, faults, added) = (Recorder(), plan.armedFaults(), AddedFaults())
        _ = try await withWorld(of: plan, faults: faults, added: added, recorder: recorder) { world in
            let live = LiveWorld(plan, faults: faults, added: added, recorder: recorder, world: world)
            recorder.record(.phase(Phase(.pullStarted)))
            try await world.watch(recorder) {
                arrival.yield(live)
                for await _ in end {}
            }
            await live.end()
        }
    }
}
