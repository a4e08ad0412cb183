import Faults
import Foundation
import Namespaces
import Sandboxing
import Subprocess
import SystemPackage
import Testing

@testable import Mangling

/// Three namespaces, node – wire – net, which disappear with the process that holds them.
///
/// The holder ends when the pipe to it closes, so nothing is left behind even if the tests are killed. The names of the
/// namespaces are in a mount namespace of its own.
struct WireSandbox: Sendable {
    enum Place: String, Sendable { case node, wire, net }

    /// Why it cannot be made on this machine; nil if it can.
    static let obstacle: String? = {
        guard geteuid() == 0 else { return "needs root" }
        let programs: [String] = ["/usr/bin/unshare", "/usr/bin/nsenter"]
        return programs.first { !FileManager.default.isExecutableFile(atPath: $0) }.map { "needs \($0)" }
    }()

    /// Whether to run; if the sandbox is required, an obstacle is a failure.
    static var isWanted: Bool {
        let required = ProcessInfo.processInfo.environment["CHAOSPULL_REQUIRE"]?.split(separator: ",") ?? []
        return obstacle == nil || required.contains("sandbox")
    }

    private let holder: pid_t

    func path(_ place: Place) -> String { "/proc/\(holder)/root/run/netns/\(place.rawValue)" }

    /// Sets the largest packet that a device sends.
    func setMTU(_ size: Int, of device: String, in place: Place) async throws {
        let status = try await status(of: ["ip", "link", "set", device, "mtu", "\(size)"], in: place)
        try #require(status == 0, "ip link set \(device) mtu \(size) failed")
    }

    /// Loads the rules of a plan in the wire namespace, as the runner does.
    func load(_ rules: (v4: String, v6: String)) async throws {
        for (program, text) in [("iptables-restore", rules.v4), ("ip6tables-restore", rules.v6)] {
            let status = try await status(of: [program, "-w", "5"], in: .wire, input: text)
            try #require(status == 0, "\(program) refused:\n\(text)")
        }
    }

    private func status(of command: [String], in place: Place, input text: String = "") async throws -> Int32 {
        let result = try await Subprocess.run(
            .path("/usr/bin/nsenter"),
            arguments: Arguments(["-t", "\(holder)", "-m", "--net=\(path(place))", "--"] + command),
            input: .string(text), output: .currentStandardOutput, error: .currentStandardError)
        guard case .exited(let code) = result.terminationStatus else { return -1 }
        return code
    }

    /// Mangles while `body` runs, with the rules of the plan in force.
    func mangled<R: Sendable>(
        _ faults: [ArmedFault], networkDelay: Duration = .zero, log: EventLog = EventLog(), _ body: () async throws -> R
    ) async throws -> (R, ManglerReport) {
        let plan = ManglerPlan(faults: faults, networkDelay: networkDelay)
        let rules = try #require(QueueRules.iptables(for: plan))
        return try await withMangler(plan, namespace: path(.wire), record: log.sink, now: { .zero }) {
            try await load(rules)
            return try await body()
        }
    }

    /// The datagrams that a socket of the net namespace got, once a mangler has ended.
    ///
    /// A last datagram follows them on the same way, so that no time has to pass to know that nothing more comes.
    func datagrams(at server: TestSocket, of role: Role, _ port: UInt16, v6: Bool) async throws -> [[UInt8]] {
        let last = Array("the last one".utf8)
        try await blocking(in: path(.node)) {
            let client = try TestSocket.udp(v6: v6)
            try client.connect(role, port, v6: v6)
            try client.send(last)
        }
        return try await blocking(in: path(.net)) { try server.receiveAll(upTo: last) }
    }

    /// Makes the namespaces, and removes them after `body`.
    static func with<R: Sendable>(_ body: (WireSandbox) async throws -> R) async throws -> R {
        if let obstacle { throw SandboxRefused(reason: obstacle) }
        let command = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--", "sh", "-c", script]
        let result = try await Subprocess.run(
            .path("/usr/bin/unshare"), arguments: Arguments(command), input: .inputWriter, output: .sequence,
            error: .currentStandardError
        ) { execution in
            let launcher = execution.processIdentifier.value
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            let answer = try await lines.next()
            let children = try? readTextFile("/proc/\(launcher)/task/\(launcher)/children")
            guard answer == "ready", let holder = pid_t(children?.split(separator: " ").first ?? "") else {
                throw SandboxRefused(reason: "the script of the namespaces failed; see its messages above")
            }
            let value = try await body(WireSandbox(holder: holder))
            try await execution.standardInputWriter.finish()
            return value
        }
        return result.closureResult
    }

    /// Uses the addresses of `Role`, permanent neighbours and no duplicate address detection, so that nothing waits.
    private static var script: String {
        let hosts = Role.services
        var lines = [
            "set -e", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "mount --make-rprivate /", "mount -t tmpfs tmpfs /run",
            "for n in node wire net; do ip netns add $n; ip -n $n link set lo up; done",
            "ip link add eth0 netns node address 02:00:00:00:00:02 type veth"
                + " peer name left netns wire address 02:00:00:00:00:01",
            "ip link add eth0 netns net address 02:00:00:00:01:02 type veth"
                + " peer name right netns wire address 02:00:00:00:01:01",
            "for n in node wire net; do ip netns exec $n sh -c '"
                + "for f in /proc/sys/net/ipv6/conf/*/accept_dad; do echo 0 > $f; done;"
                + " echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding'; done",
        ]
        let ends: [(place: String, device: String, addresses: [String], neighbours: [String], neighbour: String)] = [
            ("node", "eth0", [Role.node.ipv4, Role.node.ipv6], ["198.18.0.1", "2001:db8:0::1"], "00:01"),
            ("wire", "left", ["198.18.0.1", "2001:db8:0::1"], [Role.node.ipv4, Role.node.ipv6], "00:02"),
            ("wire", "right", ["198.18.1.1", "2001:db8:1::1"], hosts.flatMap { [$0.ipv4, $0.ipv6] }, "01:02"),
            ("net", "eth0", hosts.flatMap { [$0.ipv4, $0.ipv6] }, ["198.18.1.1", "2001:db8:1::1"], "01:01"),
        ]
        for end in ends {
            for address in end.addresses {
                let options = address.contains(":") ? "/64 dev \(end.device) nodad" : "/24 dev \(end.device)"
                lines.append("ip -n \(end.place) address add \(address)\(options)")
            }
            lines.append("ip -n \(end.place) link set \(end.device) up")
            for address in end.neighbours {
                lines.append(
                    "ip -n \(end.place) neighbour replace \(address) lladdr 02:00:00:00:\(end.neighbour)"
                        + " dev \(end.device) nud permanent"
                )
            }
        }
        for (place, gateway) in [("node", "198.18.0.1"), ("net", "198.18.1.1")] {
            lines.append("ip -n \(place) route add default via \(gateway)")
        }
        for (place, gateway) in [("node", "2001:db8:0::1"), ("net", "2001:db8:1::1")] {
            lines.append("ip -n \(place) route add default via \(gateway)")
        }
        // The end that comes up first drops packets until the kernel has noticed the carrier of the other one.
        lines.append(
            "tries=0; until { ip -n node -o link show eth0; ip -n wire -o link show right; }"
                + " | grep -c 'state UP' | grep -q 2; do tries=$((tries + 1)); [ $tries -lt 1000 ]; done"
        )
        return (lines + ["echo ready", "exec cat > /dev/null"]).joined(separator: "\n")
    }
}

struct SandboxRefused: Error {
    let reason: String
}

/// Runs blocking code on a thread of its own, in a network namespace.
func blocking<T: Sendable>(in path: String, _ work: @escaping @Sendable () throws -> T) async throws -> T {
    let outcome = OneShot<Result<T, any Error>>()
    let thread = try NamespaceThread(in: path) { error in
        outcome.fulfil(
            Result {
                if let error { throw error }
                return try work()
            }
        )
    }
    let result = await outcome.value()
    thread.join()
    return try result.get()
}

extension Trait where Self == ConditionTrait {
    /// For tests that send real packets through their own namespaces.
    ///
    /// A test that waits for a packet that never comes would hang, so they have a time limit.
    static var needsWire: Self {
        .enabled(if: WireSandbox.isWanted, Comment(rawValue: WireSandbox.obstacle ?? ""))
    }
}
