import Faults
import Judging
import Pullers
import Sandboxing

extension LiveWorld {
    /// Arms a fault that the scenario does not have.
    ///
    /// - Throws: `ChaosPullError` if the world cannot have it any more, or if there are too many.
    func arm(_ definition: FaultDefinition) async throws -> LiveFault {
        let count = all.count
        guard count < Self.mostFaults else {
            throw ChaosPullError("\(count) faults are there already; expected at most \(Self.mostFaults) in a world")
        }
        if let objection = objection(to: definition) { throw ChaosPullError(objection) }
        let fault = definition.armed(ordinal: count, seed: plan.seed)
        // Before anything is waited for, so that the next fault gets the next number.
        added.append(fault)
        if let world, let change = (fault.fault as? any WorldFault)?.change(of: plan.world) {
            do {
                try await make(ArmedChange(fault: fault, change: change, of: plan, sandbox: world.session.sandbox))
            } catch {
                fault.lift()
                throw error
            }
        }
        return LiveFault(fault)
    }

    /// Arms a healed fault again, from its beginning.
    ///
    /// - Throws: `ChaosPullError` for a number that no fault has, and for a fault that is armed.
    func arm(again number: Int) async throws -> LiveFault {
        let fault = try fault(number)
        guard fault.isLifted else {
            throw ChaosPullError("faults[\(number)] \(fault.name) is armed; 'heal' ends it")
        }
        fault.restore()
        if let change = change(of: number) {
            if let added = changes[number] {
                added.task.cancel()
                try await make(added.change)
            } else {
                if change.change.times == nil { try await change.apply() }
                try await change.countFromHere()
            }
        }
        return LiveFault(fault)
    }

    /// Ends a fault, or all of them, until they are armed again.
    func heal(_ number: Int?) async throws -> [LiveFault] {
        let chosen = try number.map { [try fault($0)] } ?? all
        if number != nil, chosen.contains(where: { $0.fault is any ImageFault }), imageFaults.count > 1 {
            throw ChaosPullError(
                "the faults of the image are in one image; heal all faults, or have one in the scenario")
        }
        try await prove()
        for fault in chosen where !fault.isLifted {
            fault.lift()
            changes[fault.ordinal]?.task.cancel()
            _ = try await change(of: fault.ordinal)?.undo()
        }
        return chosen.map { LiveFault($0) }
    }

    private var imageFaults: [ArmedFault] { scenarioFaults.filter { $0.fault is any ImageFault } }

    private func change(of number: Int) -> ArmedChange? {
        changes[number]?.change ?? world?.changes.all.first { $0.fault.ordinal == number }
    }

    /// Makes a change now, or at its times.
    private func make(_ change: ArmedChange) async throws {
        let time = recorder.events.last?.time ?? 0
        if change.isInForceFromTheStart { try await change.apply() }
        try await change.countFromHere()
        let recorder = recorder
        let task = Task {
            do {
                try await change.keepTimes(recorder)
            } catch is CancellationError {
                return
            } catch {
                recorder.report("\(error)")
            }
        }
        changes[change.fault.ordinal] = AddedChange(change: change, task: task, time: time)
    }

    /// Why a fault cannot be armed in a world that is there; nil if it can.
    private func objection(to definition: FaultDefinition) -> String? {
        let plane = type(of: definition.fault).plane
        func prepared(_ why: String) -> String {
            "\(definition.name) cannot be armed in a world that is there: \(why); have it in the scenario, where "
                + "'heal' and 'arm' turn it off and on"
        }
        switch plane {
        case .http, .auth, .tls: return nil
        case .packet, .dns, .link, .node:
            guard world != nil else {
                return "\(definition.name) needs the sandbox; only faults of http, auth, tls and image can be served"
            }
            return (definition.fault as? any WorldFault).flatMap(objection).map(prepared)
        case .image: return prepared("the image is made before")
        case .act: return prepared("what an act waits for is set up before")
        case .syscall: return prepared("the programs are held from their start")
        case .disk: return prepared("the disk is made before")
        }
    }

    private func objection(to fault: any WorldFault) -> String? {
        if fault.isMadeWhileStopped { return "it is done while the daemon is stopped" }
        if fault.isOfEarlierPull { return "it is about an earlier pull" }
        for step in fault.change(of: plan.world).steps {
            switch step {
            case .script, .heldPorts: continue
            case .reference, .configuration: return "the puller is configured before"
            case .store: return "it is done while the daemon is stopped"
            case .quota: return "the file system is chosen before"
            case .limit(let limit):
                guard let controller = ProgramLimit(limit).controller else { continue }
                if !plan.controllers.contains(controller) { return "its control group is made before" }
            }
        }
        return nil
    }
}
