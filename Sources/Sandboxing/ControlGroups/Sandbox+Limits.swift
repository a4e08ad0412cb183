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
        do { try group.set(limit, isLifted: isLifted) } catch {
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

    /// The words before a program's own that let it join its groups and take its limits, as `sh -c` gets them.
    var limiting: String {
        let joining = (groups?.entrances ?? []).map { "echo 0 >\($0) || exit 125; " }.joined()
        return joining + (openFiles.value.map { "ulimit -n \($0) || exit 125; " } ?? "")
    }
}
