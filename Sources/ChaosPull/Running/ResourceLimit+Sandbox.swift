import Faults
import Judging
import Sandboxing

extension ProgramLimit {
    /// The limit of a fault, for the programs of a sandbox.
    init(_ limit: ResourceLimit) {
        switch limit {
        case .memory(let bytes): self = .memory(bytes)
        case .processor(let share): self = .processor(share)
        case .processes(let most): self = .processes(most)
        case .openFiles(let most): self = .openFiles(most)
        case .disk(let rate): self = .disk(rate)
        }
    }
}

extension Sandbox {
    /// What the kernel has counted for what a fault limits; nil if no control group does.
    func use(of limit: ResourceLimit) -> ControlGroupUse? { ProgramLimit(limit).controller.flatMap(use) }
}

extension ResourceUse {
    /// - Parameter before: what had been counted when counting began.
    init(_ resource: LimitedResource, _ now: ControlGroupUse, since before: ControlGroupUse?) {
        self.init(
            resource, by: "cgroup v\(now.version.rawValue)", limit: now.limit, peak: now.peak,
            hits: max(0, now.hits - (before?.hits ?? 0)),
            kills: resource == .memory ? max(0, now.kills - (before?.kills ?? 0)) : nil,
            withheldSeconds: resource == .processor ? Double(max(0, now.withheld - (before?.withheld ?? 0))) / 1e9 : nil
        )
    }

    /// A limit of single processes, of which the kernel counts nothing but the calls that fail.
    init(_ limit: ResourceLimit, isInForce: Bool, hits: Int) {
        var most: Double?
        if case .openFiles(let number) = limit, isInForce { most = Double(number) }
        self.init(limit.resource, by: "RLIMIT_NOFILE", limit: most, hits: hits)
    }
}
