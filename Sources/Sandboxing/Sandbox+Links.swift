/// What is done to the links and routes between the namespaces, and undone.
extension Sandbox {
    /// Puts a shape in force.
    package func shape(_ shape: LinkShape) async throws {
        guard !shape.isPlain else { return }
        _ = try await inWire("the shape of the links", shape.commands)
    }

    /// Takes a shape away again.
    package func unshape(_ shape: LinkShape) async throws {
        guard !shape.isPlain else { return }
        _ = try await inWire("the end of the links' shape", shape.undoing)
    }

    /// Reads the counters that show what a shape has done.
    package func linkCounters() async throws -> LinkCounters {
        LinkCounters(
            printed: try await inWire(
                "the counters of the links",
                """
                tc -s qdisc show
                for program in iptables ip6tables; do $program -w -t mangle -nvxL; done
                """))
    }

    /// Takes the carrier off the node's link.
    ///
    /// The permanent neighbours go with it, so they are noted; the addresses are told to stay.
    package func cutLink() async throws {
        _ = try await inWire(
            "cutting the link",
            """
            set -e
            echo 1 >/proc/sys/net/ipv6/conf/wire0/keep_addr_on_down
            ip -o neighbour show dev wire0 nud permanent >/run/chaospull/neighbours
            ip link set wire0 down
            """)
    }

    /// Brings the carrier back, if it was ever taken, and waits until the node's kernel has noticed.
    package func mendLink() async throws {
        _ = try await inWire(
            "mending the link",
            """
            set -e
            [ -e /run/chaospull/neighbours ] || exit 0
            ip link set wire0 up
            while read -r address lladdr mac rest; do
                ip neighbour replace $address lladdr $mac dev wire0 nud permanent
            done </run/chaospull/neighbours
            """)
        _ = try await shell(
            "waiting for the link",
            """
            tries=0
            until ip -o link show node0 | grep -q "state UP"; do
                tries=$((tries + 1))
                [ $tries -lt 1000 ] || exit 1
            done
            """)
    }

    /// Changes routes of the node by commands for `ip -batch`.
    package func changeRoutes(_ commands: [String]) async throws {
        guard !commands.isEmpty else { return }
        let text = commands.joined(separator: "\n")
        _ = try await shell("changing the node's routes", "ip -batch - <<END\n\(text)\nEND")
    }

    /// Says which ports the node's kernel may choose from.
    package func setEphemeralPorts(_ range: ClosedRange<Int>) async throws {
        try await replace("/proc/sys/net/ipv4/ip_local_port_range", with: "\(range.lowerBound) \(range.upperBound)")
    }

    /// Says how many bytes of receive buffer the node's TCP sockets get that are made from now on (ip-sysctl: tcp_rmem).
    package func setReceiveBuffer(_ size: Int) async throws {
        try await replace("/proc/sys/net/ipv4/tcp_rmem", with: "\(size) \(size) \(size)")
    }

    /// Gives the node what the other namespaces have, which is the kernel's own.
    package func resetReceiveBuffer() async throws {
        let sizes = try await inWire("reading the sizes of receive buffers", "cat /proc/sys/net/ipv4/tcp_rmem")
        try await replace("/proc/sys/net/ipv4/tcp_rmem", with: sizes.trimmed)
    }

    private func inWire(_ what: String, _ script: String) async throws -> String {
        try await output(of: Program("nsenter", "nsenter", ["--net=/run/netns/wire", "sh", "-c", script]), what)
    }

    private func shell(_ what: String, _ script: String) async throws -> String {
        try await output(of: Program("sh", "sh", ["-c", script]), what)
    }

    private func output(of program: Program, _ what: String) async throws -> String {
        let (end, text) = try await output(program)
        guard end.isSuccess else { throw SandboxError(.refused, "\(what) failed: \(text.trimmed)") }
        return text
    }
}
