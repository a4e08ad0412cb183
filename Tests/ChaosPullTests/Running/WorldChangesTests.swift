import Faults
import Glibc
import Pullers
import SampleRuns
import Sandboxing
import Scenarios
import Synchronization
import Testing

@testable import ChaosPull

/// What programs of the node meet in a world that faults have changed, in real namespaces.
@Suite(.serialized, .enabled(if: geteuid() == 0, "needs root")) struct WorldChangesTests {
    /// Either family's address of a service.
    private static func addresses(_ role: Role) -> [String] { [role.ipv4, role.ipv6] }

    private func inWorld<Value: Sendable>(
        _ fault: String, network: String = "{}",
        _ body: @escaping @Sendable (Sandbox, WorldChanges, [ArmedFault]) async throws -> Value
    ) async throws -> Value {
        let scenario = try scenario("network: \(network)\nfaults: [\(fault)]\nexpect: {pull: fails}")
        let plan = Plan(scenario: scenario, puller: SkopeoPuller(), version: "1.9.3", seed: 1)
        return try await withSandbox(plan.sandbox(plan.request(authority: ""))) { sandbox in
            let faults = plan.armedFaults()
            let changes = WorldChanges(plan: plan, faults: faults, sandbox: sandbox)
            try await changes.begin()
            return try await body(sandbox, changes, faults)
        }
    }

    /// What proves the one fault, by the kernel's counters.
    private func proof(of changes: WorldChanges, _ faults: [ArmedFault]) async throws -> String {
        let change = try #require(changes.all.first)
        #expect(faults.map(\.fired) == [0])
        return try await change.proof(in: [], isProvenByWords: false) ?? "none"
    }

    /// What bash says of a connection from the node, by its own sockets; empty when it is made.
    private func connecting(
        _ how: String = "tcp", to address: String, port: Int = 443, in sandbox: Sandbox
    ) async throws -> String {
        let script = "exec 3<>/dev/\(how)/\(address)/\(port)"
        let (end, text) = try await sandbox.output(Program("bash", "bash", ["-c", script]))
        return end.isSuccess ? "" : text
    }

    /// How many bytes come from a service until the end of the stream or of the time.
    private func received(
        from address: String, within seconds: Int = 20, in sandbox: Sandbox
    ) async throws -> (bytes: Int, duration: Duration) {
        let script = "exec 3<>/dev/tcp/\(address)/443 && timeout \(seconds) cat <&3 | wc -c"
        let (end, text) = try await sandbox.output(Program("bash", "bash", ["-c", script]))
        return (Int(text.trimmed) ?? -1, end.duration)
    }

    @Test(arguments: [
        ("missing", ["Network is unreachable", "Network is unreachable"]),
        ("unreachable", ["No route to host", "No route to host"]),
        ("prohibited", ["Permission denied", "Permission denied"]),
        ("blackhole", ["Invalid argument", "Invalid argument"]),
    ])
    func brokenRoutesAreToldToWhoeverConnects(how: String, errors: [String]) async throws {
        for (fault, hasOthers) in [("", false), (", to: cdn", true)] {
            try await inWorld("{fault: node.route, how: \(how)\(fault)}") { sandbox, changes, faults in
                for (address, error) in zip(Self.addresses(.cdn), errors) {
                    #expect(try await connecting(to: address, in: sandbox).contains(error))
                }
                // Nothing listens there.
                let other = try await connecting(to: Role.registry.ipv4, in: sandbox)
                #expect(other.contains("Connection refused") == hasOthers)
                try await changes.lift()
                for address in Self.addresses(.cdn) {
                    #expect(try await connecting(to: address, in: sandbox).contains("Connection refused"))
                }
            }
        }
    }

    @Test(arguments: ["udp", "tcp"]) func takenPortsLeaveTheOtherProtocolAlone(taken: String) async throws {
        try await inWorld("{fault: node.ports-exhausted, protocol: \(taken)}") { sandbox, changes, faults in
            for address in Self.addresses(.dns) {
                let udp = try await connecting("udp", to: address, port: 53, in: sandbox)
                let tcp = try await connecting("tcp", to: address, port: 53, in: sandbox)
                #expect(udp.contains("Resource temporarily unavailable") == (taken == "udp"), "\(udp)")
                #expect(tcp.contains("Cannot assign requested address") == (taken == "tcp"), "\(tcp)")
            }
            try await changes.lift()
            #expect(try await connecting("udp", to: Role.dns.ipv4, port: 53, in: sandbox) == "")
            #expect(try await connecting(to: Role.dns.ipv4, port: 53, in: sandbox).contains("Connection refused"))
        }
    }

    /// What the router's devices do with packets that wait (tc(8)).
    private func disciplines(in sandbox: Sandbox) async throws -> String {
        try await sandbox.output(
            Program("tc", "nsenter", ["--net=/run/netns/wire", "tc", "qdisc", "show"])
        ).text
    }

    @Test func aRateIsKeptUntilItIsLifted() async throws {
        try await inWorld("{fault: link.rate, rate: 64 KiB}") { sandbox, changes, faults in
            try await FarEnd.serving(128 << 10, in: sandbox) {
                for address in Self.addresses(.cdn) {
                    let (bytes, duration) = try await received(from: address, in: sandbox)
                    #expect(bytes == 128 << 10)
                    // Two seconds' worth, less what the bucket lets through at once.
                    #expect(duration > .milliseconds(1800) && duration < .seconds(15))
                }
                #expect(try await proof(of: changes, faults).hasSuffix("packets had to wait"))
                #expect(try await disciplines(in: sandbox).contains("tbf"))
                try await changes.lift()
                #expect(try await !disciplines(in: sandbox).contains("tbf"))
                #expect(try await received(from: Role.cdn.ipv4, in: sandbox).bytes == 128 << 10)
            }
        }
    }

    /// The network is slow without any fault, slower with one, and as slow as before once that is lifted.
    @Test func theNetworkIsWhatALiftedFaultLeaves() async throws {
        try await inWorld("{fault: link.rate, rate: 32 KiB}", network: "{rate: 64 KiB, mtu: 1400 B}") {
            sandbox, changes, _ in
            try await FarEnd.serving(128 << 10, in: sandbox) {
                #expect(try await received(from: Role.cdn.ipv4, in: sandbox).duration > .milliseconds(3600))
                try await changes.lift()
                let (bytes, duration) = try await received(from: Role.cdn.ipv6, in: sandbox)
                #expect(bytes == 128 << 10 && duration > .milliseconds(1800))
                let route = Program(
                    "ip", "nsenter", ["--net=/run/netns/net", "ip", "-6", "route", "get", Role.node.ipv6])
                #expect(try await sandbox.output(route).text.contains("mtu 1400"))
            }
        }
    }

    @Test func sendersAdaptToASmallMTUAfterICMP() async throws {
        try await inWorld("{fault: link.mtu, size: 1280 B}") { sandbox, changes, faults in
            try await FarEnd.serving(1 << 20, in: sandbox) {
                for address in Self.addresses(.cdn) {
                    #expect(try await received(from: address, in: sandbox).bytes == 1 << 20)
                }
                #expect(try await proof(of: changes, faults).hasSuffix("packets were too big"))
                for (address, family) in zip(Self.addresses(.node), ["-4", "-6"]) {
                    let route = Program(
                        "ip", "nsenter", ["--net=/run/netns/net", "ip", family, "route", "get", address])
                    #expect(try await sandbox.output(route).text.contains("mtu 1280"))
                }
                try await changes.lift()
                #expect(try await received(from: Role.cdn.ipv4, in: sandbox).bytes == 1 << 20)
            }
        }
    }

    @Test func largePacketsVanishInABlackHole() async throws {
        try await inWorld("{fault: link.mtu, size: 1280 B, icmp: dropped}") { sandbox, changes, faults in
            try await FarEnd.serving(64 << 10, in: sandbox) {
                #expect(try await received(from: Role.cdn.ipv4, within: 1, in: sandbox).bytes == 0)
                #expect(try await proof(of: changes, faults).hasSuffix("packets were too big"))
                try await changes.lift()
                #expect(try await received(from: Role.registry.ipv6, in: sandbox).bytes == 64 << 10)
            }
        }
    }

    @Test func aConnectionBeyondTheLimitIsDelayed() async throws {
        try await inWorld("{fault: link.connections, most: 1}") { sandbox, changes, faults in
            try await FarEnd.serving(1 << 20, in: sandbox) {
                for address in Self.addresses(.cdn) {
                    let connect = "bash -c 'exec 4<>/dev/tcp/\(address)/443'"
                    let script = """
                        exec 3<>/dev/tcp/\(address)/443 && echo first
                        timeout 1 \(connect) && echo beside
                        exec 3>&-
                        timeout 10 \(connect) && echo after
                        """
                    let (_, text) = try await sandbox.output(Program("bash", "bash", ["-c", script]))
                    #expect(text.trimmed == "first\nafter")
                }
                #expect(try await proof(of: changes, faults).hasSuffix("SYNs were dropped"))
                try await changes.lift()
                for _ in 0..<2 { #expect(try await connecting(to: Role.cdn.ipv4, in: sandbox) == "") }
            }
        }
    }

    @Test func aServiceMaySendNoMoreThanASmallBufferHolds() async throws {
        try await inWorld("{fault: node.receive-buffer, size: 4 KiB}") { sandbox, changes, faults in
            // What has been sent while nobody reads, by the sender's own account (ss(8)), and then all.
            let sent = Program(
                "bash", "bash",
                [
                    "-c",
                    """
                    exec 3<>/dev/tcp/$0/443
                    sleep 0.5
                    nsenter --net=/run/netns/net ss -Htin state established sport = :443 | grep -o 'bytes_sent:[0-9]*'
                    cat <&3 | wc -c
                    """,
                    Role.cdn.ipv4,
                ])
            try await FarEnd.serving(256 << 10, in: sandbox) {
                for address in Self.addresses(.cdn) {
                    #expect(try await received(from: address, in: sandbox).bytes == 256 << 10)
                }
                #expect(try await proof(of: changes, faults) == "2 connections with a small window")
                let text = try await sandbox.output(sent).text
                let count = text.split(separator: "\n").first.flatMap { Int($0.dropFirst("bytes_sent:".count)) }
                #expect((1...4096).contains(try #require(count, "\(text)")))
                #expect(text.contains("\(256 << 10)"))
                try await changes.lift()
                #expect(try await received(from: Role.cdn.ipv4, in: sandbox).bytes == 256 << 10)
            }
        }
    }

    @Test func theNodeSeesItsCarrierGoAndComeBack() async throws {
        try await inWorld("{fault: link.down, for: 1 s}") { sandbox, changes, _ in
            let link = Program("ip", "ip", ["-o", "link", "show", "node0"])
            let change = try #require(changes.all.first)
            try await FarEnd.serving(1 << 20, in: sandbox) {
                // Before anything was cut there is nothing to mend.
                try await changes.lift()
                for _ in 0..<2 {
                    try await change.apply()
                    #expect(try await sandbox.output(link).text.contains("NO-CARRIER"))
                    #expect(try await change.undo())
                    #expect(try await !sandbox.output(link).text.contains("NO-CARRIER"))
                    for address in Self.addresses(.cdn) {
                        #expect(try await received(from: address, in: sandbox).bytes == 1 << 20)
                    }
                }
            }
        }
    }

    /// By the node's own account of its link, while the fault keeps its times.
    @Test func theCarrierIsGoneWhenAndForAsLongAsWasAsked() async throws {
        let script = """
            end=$((SECONDS + 4))
            while [ $SECONDS -lt $end ]; do
                case $(ip -o link show node0) in
                    *NO-CARRIER*) echo "${EPOCHREALTIME/,/.} gone" ;;
                    *) echo "${EPOCHREALTIME/,/.} there" ;;
                esac
                echo >/dev/udp/198.18.1.12/9
                sleep 0.02
            done
            """
        let (text, fired) = try await inWorld("{fault: link.down, after: 400 ms, for: 600 ms, every: 1500 ms}") {
            sandbox, changes, faults in
            let text = try await changes.watch(Recorder(), isProvenByWords: false) {
                try await sandbox.output(Program("bash", "bash", ["-c", script])).text
            }
            return (text, faults.map(\.fired).reduce(0, +))
        }
        // Where the state of the carrier changes.
        var changes: [(time: Double, isGone: Bool)] = []
        for words in text.split(separator: "\n").map({ $0.split(separator: " ") }) where words.count == 2 {
            let isGone = words[1] == "gone"
            guard isGone != (changes.last?.isGone ?? false), let time = Double(words[0]) else { continue }
            changes.append((time, isGone))
        }
        try #require(changes.count >= 3 && fired >= 2, "\(text)")
        // A machine that is late with one end of an outage makes it shorter or longer.
        #expect(abs(changes[1].time - changes[0].time - 0.6) < 0.3)
        #expect(abs(changes[2].time - changes[0].time - 1.5) < 0.3)
    }

    /// Neither while the carrier goes or comes back: without a cable no card refuses a packet.
    @Test func noSenderIsToldOfALinkThatIsDown() async throws {
        try await inWorld("{fault: link.down, for: 1 s}") { sandbox, changes, _ in
            let change = try #require(changes.all.first)
            let node = "/proc/\(sandbox.holder)/ns/net"
            let isOver = Mutex(false)
            async let refused = withNamespaceExecutor(node) { executor in
                try await withTaskExecutorPreference(executor) {
                    try SentDatagrams.errors(to: Role.cdn.ipv4) { isOver.withLock { $0 } }
                }
            }
            for _ in 0..<5 {
                try await change.apply()
                _ = try await change.undo()
            }
            isOver.withLock { $0 = true }
            let errors = try await refused
            #expect(errors == [])
        }
    }
}
