import Faults
import Glibc
import Sandboxing

/// Something that runs need or can use, and whether this machine has it.
public struct Checkup: Sendable, Equatable {
    /// What was checked.
    public let what: String
    /// Whether this machine has it.
    public let isThere: Bool
    /// Whether nothing can run without it.
    public let isRequired: Bool
    /// What was found, or how to install it.
    public let detail: String

    init(_ what: String, isThere: Bool, isRequired: Bool = true, _ detail: String) {
        self.what = what
        self.isThere = isThere
        self.isRequired = isRequired
        self.detail = detail
    }

    /// Checks tools, privileges, kernel and pullers, and makes a sandbox.
    public static func all() async throws -> [Checkup] {
        var checks = [root(), kernel()]
        checks += tools.map { tool, package in
            let path = Tool.path(of: tool)
            return Checkup(tool, isThere: path != nil, path ?? "run 'make setup' or apt-get install \(package)")
        }
        let debootstrap = Tool.path(of: "debootstrap")
        checks.append(
            Checkup(
                "debootstrap, for roots", isThere: debootstrap != nil, isRequired: false,
                debootstrap ?? "run apt-get install debootstrap"
            )
        )
        checks.append(await sandbox())
        checks.append(kernelProof())
        checks.append(await heldCalls())
        for kind in StorageKind.allCases where kind.hasDisk { checks.append(await disk(kind)) }
        for controller in Controller.allCases { checks.append(controlGroup(controller, controller.offer)) }
        for row in try await PullerSurvey.all() {
            checks.append(
                Checkup(
                    "puller \(row.name)", isThere: !row.installed.isEmpty, isRequired: false,
                    row.installed.isEmpty
                        ? "run \(row.hint)"
                        : row.installed.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
                )
            )
        }
        return checks
    }

    private static let tools: KeyValuePairs<String, String> = [
        "unshare": "util-linux", "nsenter": "util-linux", "ip": "iproute2",
        "iptables-restore": "iptables", "ip6tables-restore": "iptables",
    ]

    private static func root() -> Checkup {
        Checkup("root", isThere: geteuid() == 0, geteuid() == 0 ? "uid 0" : "run as root, for example with sudo")
    }

    private static func kernel() -> Checkup {
        let release = (try? readTextFile("/proc/sys/kernel/osrelease").trimmed) ?? "unknown"
        return Checkup("kernel", isThere: true, isRequired: false, release)
    }

    /// Makes a real sandbox: three namespaces, a firewall rule that queues, and the clean-up.
    private static func sandbox() async -> Checkup {
        let what = "sandbox with NFQUEUE"
        let plan = SandboxPlan.smallest
        let rule = "*filter\n-A FORWARD -p udp -j NFQUEUE --queue-num 0\nCOMMIT\n"
        let clock = ContinuousClock()
        do {
            let took = try await clock.measure {
                try await withSandbox(plan) { sandbox in
                    for family in ["iptables-restore", "ip6tables-restore"] {
                        try await sandbox.runInWire(Program(family, family), input: rule)
                    }
                }
            }
            return Checkup(what, isThere: true, "made and gone in \(took.formatted)")
        } catch {
            return Checkup(what, isThere: false, "\(error)")
        }
    }
}

extension Duration {
    /// In whole milliseconds.
    var formatted: String {
        let (seconds, attoseconds) = components
        return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
    }
}
