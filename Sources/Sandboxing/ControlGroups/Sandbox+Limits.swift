import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The limits of a sandbox's programs that are in force, for those that are started later.
final class OpenFilesLimit: Sendable {
    private let most = Mutex<Int?>(nil)

    var value: Int? {
        get { most.withLock(\.self) }
        set { most.withLock { $0 = newValue } }
    }
}

extension Sandbox {
    /// Limits what the programs that `run` starts may have, those that already run among them.
    ///
    /// - Throws: `SandboxError` if the plan did not ask for the controller, or the kernel refuses.
    package func limit(_ limit: ProgramLimit) async throws { try await set(limit, isLifted: false) }

    /// Lets them have as much as without a limit.
    package func lift(_ limit: ProgramLimit) async throws { try await set(limit, isLifted: true) }

    /// What the kernel has counted for a controller; nil if the plan did not ask for it.
    package func use(of controller: Controller) -> ControlGroupUse? {
        groups?.group(of: controller).map { group in ControlGroupUse(controller, group.version, read: group.read) }
    }

    private func set(_ limit: ProgramLimit, isLifted: Bool) async throws {
        if case .openFiles(let most) = limit { return try await setOpenFiles(isLifted ? nil : most) }
        guard let controller = limit.controller, let group = groups?.group(of: controller) else {
            throw SandboxError(.refused, "the sandbox was made without cgroups for \(limit)")
        }
        do {
            guard case .disk(let rate) = limit else { return try group.set(limit, isLifted: isLifted) }
            disk.rate = isLifted ? nil : rate
            try limitDisk(in: group)
        } catch let error as SandboxError { throw error } catch {
            throw SandboxError(.refused, "\(limit) was refused by cgroups v\(group.version.rawValue): \(error)")
        }
    }

    /// Programs that run get it by prlimit(1), with all that they have started so far, and only the soft limit: a hard one
    /// can be raised again by nobody without CAP_SYS_RESOURCE, and Go looks at it at the start alone.
    ///
    /// Without a limit they get what this process may have, as when they were started.
    private func setOpenFiles(_ most: Int?) async throws {
        openFiles.value = most
        let numbers = runningProcesses.map { "\($0)" }.joined(separator: " ")
        guard !numbers.isEmpty else { return }
        var own = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &own)
        // One of them may end meanwhile.
        try await run(
            script: """
                for number in \(numbers); do
                    prlimit --pid $number --nofile=\(most.map { "\($0)" } ?? "\(own.rlim_max)"): || [ ! -d /proc/$number ]
                done
                """, in: .node, what: "limiting open files")
    }

    /// The prefix of the command of a program that may be limited; what joins groups enters their namespace later.
    ///
    /// In the node's namespace of cgroups the harness's own group is the root, and systemd's hierarchy lets nobody join a
    /// group that is not below the root that it sees (cgroups(7), "Cgroup delegation containment").
    var programPrefix: [String] { groups == nil ? nodePrefix : nodePrefix.filter { $0 != "--cgroup" } }

    /// What lets a program join its groups and take its limits before it begins, as `sh -c` gets it; empty for nothing.
    var limiting: String {
        let joining = (groups?.entrances ?? []).map { "echo 0 >\($0) || exit 125; " }.joined()
        let limits = openFiles.value.map { "ulimit -n \($0) || exit 125; " } ?? ""
        guard !(joining + limits).isEmpty else { return "" }
        let entering = joining.isEmpty ? "" : "nsenter --cgroup=/proc/1/ns/cgroup -- "
        return joining + limits + "exec " + entering + #""$0" "$@""#
    }
}
