import Sandboxing
import Synchronization
import SystemCalls

extension Checkup {
    /// Whether the kernel can be asked which system calls of a puller fail.
    static func kernelProof() -> Checkup {
        let what = "failed system calls, by tracefs and perf events"
        guard let objection = FailedCallWatch.objection else { return Checkup(what, isThere: true, "can be asked") }
        return Checkup(
            what, isThere: false, isRequired: false,
            "\(objection); faults of the node are then proven by what the puller prints"
        )
    }

    /// Whether system calls can be held, by letting one of a real program fail.
    static func heldCalls() async -> Checkup {
        let what = "held system calls, for syscall.*"
        let failed = Atomic(0)
        let hold = SystemCallHold([.mkdir, .mkdirat]) { _ in
            CallRuling(error: .readOnly) { isDelivered in if isDelivered { failed.add(1, ordering: .relaxed) } }
        }
        do {
            try await withSandbox(.smallest) { sandbox in
                _ = try await sandbox.holding(hold).run(
                    Program("mkdir", "mkdir", ["/run/chaospull-doctor"]), deadline: .seconds(30))
            }
        } catch { return Checkup(what, isThere: false, isRequired: false, "\(error); \(wayOut)") }
        let isThere = failed.load(ordering: .relaxed) > 0
        return Checkup(
            what, isThere: isThere, isRequired: false,
            isThere ? "one was made to fail" : "none was held; \(wayOut)")
    }

    /// What seccomp_unotify(2) and pidfd_getfd(2) need.
    private static let wayOut =
        "use Linux 5.6 or later with CONFIG_SECCOMP_FILTER, on x86-64 or arm64, and no container that forbids seccomp(2)"
}
