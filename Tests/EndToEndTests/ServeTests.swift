import ChaosPull
import Faults
import Foundation
import Glibc
import Testing

/// `serve` as a person uses it: on loopback with curl, and for a puller in a network namespace of its own.
@Suite(.serialized) struct ServeTests {
    private static let hasCurl = access("/usr/bin/curl", X_OK) == 0

    private func report(in folder: String) throws -> ServingReport {
        try JSONDecoder().decode(ServingReport.self, from: Data(contentsOf: URL(filePath: folder + "/served.json")))
    }

    @Test(.enabled(if: hasCurl || Requirements.isDemanded, "needs curl"))
    func onLoopbackItAnswersUntilCtrlC() async throws {
        try await withTemporaryFolder { folder in
            let terminal = try await TestTerminal(
                ["serve", "scenarios/registry-503-once.yaml", "--port", "0", "--output", folder])
            try await terminal.read(until: "Ctrl-C ends it")
            let registry = try #require(FileManager.default.contentsOfDirectory(atPath: folder + "/certs.d").first)
            let arguments = ["--silent", "--include", "--cacert", folder + "/ca.crt", "https://\(registry)/v2/"]
            let answer = try await FinishedProgram.of("/usr/bin/curl", arguments)
            #expect(answer.code == 0 && answer.output.hasPrefix("HTTP/1.1 401"), "\(answer)")
            #expect(answer.output.contains("Bearer realm=\"https://127.0.0.1:"))
            try await terminal.read(until: "registry GET ping")
            let port = try #require(registry.split(separator: ":").last.map(String.init))
            let second = try await FinishedProgram.of(
                Requirements.command, ["serve", "scenarios/control.yaml", "--port", port, "--output", folder])
            #expect(second.code == 2 && second.output.isEmpty)
            #expect(
                second.error == "registry cannot listen on tcp \(registry): Address already in use; "
                    + "free the port or choose another\n")
            try terminal.type("\u{3}")
            try await terminal.read(until: "fired 0 times")
            try await terminal.read(until: "asked of registry: ping 1 (401: 1)")
            try await terminal.read(until: "asked of cdn: nothing")
            #expect(try await terminal.exitCode() == 0)
            let report = try report(in: folder)
            #expect(report.asked.map(\.requests) == [1] && report.hosts.map(\.url).contains("https://\(registry)"))
        }
    }

    /// Two namespaces: the services' and, at the other end of a link, the puller's.
    ///
    /// Everything in it ends with the shell, which is the first process of a PID namespace.
    private static let script = """
        exec 2>&1
        chaospull=$1 folder=$2 scenario=$3 registry=$4
        shift 4
        printf '198.18.1.10 registry.test auth.test cdn.test\\n' >"$folder/hosts"
        mount --bind "$folder/hosts" /etc/hosts
        ip link set lo up
        unshare --net sleep 600 &
        puller=$!
        while [ "$(readlink /proc/$puller/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do sleep 0.02; done
        ip link add served type veth peer name pulling netns $puller
        ip address add 198.18.1.10/24 dev served
        ip link set served up
        nsenter --target $puller --net ip address add 198.18.1.2/24 dev pulling
        nsenter --target $puller --net ip link set pulling up
        "$chaospull" serve "$scenario" --listen 198.18.1.10 --output "$folder" "$@" >"$folder/log" &
        served=$!
        until grep --quiet "Ctrl-C ends it" "$folder/log"; do
            kill -0 $served
            sleep 0.05
        done
        pull() {
            nsenter --target $puller --net skopeo --insecure-policy copy --retry-times 3 \\
                --src-cert-dir "$folder/certs.d/$registry" "docker://$registry/library/demo:1" "dir:$1"
        }
        # Before 1.23 skopeo does not try again by itself after a 503.
        pull "$folder/first" || pull "$folder/second"
        kill -INT $served
        wait $served
        tail --lines 8 "$folder/log"
        """

    private func pull(
        _ scenario: String, from registry: String, in folder: String, _ options: [String]
    ) async throws -> FinishedProgram {
        try await FinishedProgram.of(
            "/usr/bin/unshare",
            ["--net", "--mount-proc", "--pid", "--fork", "--kill-child", "sh", "-ec", Self.script, "sh"]
                + [Requirements.command, folder, scenario, registry] + options)
    }

    @Test(
        .needsPullers,
        arguments: [
            ("198.18.1.10:5000", [], ["198.18.1.10:5000", "198.18.1.10:5001", "198.18.1.10:5002"]),
            ("registry.test:5000", ["--single-port"], ["registry.test:5000", "auth.test:5000", "cdn.test:5000"]),
        ])
    func aPullerInANamespaceOfItsOwnMeetsTheFault(registry: String, options: [String], hosts: [String]) async throws {
        let before = try await HostState.now()
        try await withTemporaryFolder { folder in
            let end = try await pull("scenarios/registry-503-once.yaml", from: registry, in: folder, options)
            #expect(end.code == 0, "\(end.output)")
            #expect(end.output.contains("faults[0] http.status (layer-2 at registry): fired once"), "\(end.output)")
            let report = try report(in: folder)
            #expect(report.scenario == "registry-503-once" && report.faults.map(\.fired) == [1])
            #expect(report.hosts.map(\.url) == hosts.map { "https://\($0)" })
            let layer = try #require(report.asked.first { $0.resource == .layer(2) && $0.host == .registry })
            #expect(layer.requests >= 2 && layer.statuses["503"] == 1 && layer.statuses["307"] == layer.requests - 1)
            for (host, resource) in [(Role.auth, Resource.token), (.cdn, .layer(2)), (.registry, .manifest)] {
                #expect(report.asked.contains { $0.host == host && $0.resource == resource }, "\(report.asked)")
            }
            #expect(report.tokensGranted > 0 && report.problem == nil && report.omissions == nil)
            let timeline = try String(contentsOfFile: folder + "/timeline.jsonl", encoding: .utf8)
            #expect(timeline.contains(#""name":"http.status""#))
        }
        #expect(try await HostState.now() == before)
    }

    @Test(.needsPullers) func withoutTheRightToBindAPortItSaysSo() async throws {
        let words = ["--net", "setpriv", "--bounding-set=-net_bind_service", Requirements.command, "serve"]
        let end = try await FinishedProgram.of(
            "/usr/bin/unshare",
            words + ["scenarios/control.yaml", "--listen", "0.0.0.0", "--name", "a.test", "--port", "80"])
        #expect(end.code == 2 && end.output.isEmpty)
        #expect(
            end.error == "registry cannot listen on tcp 0.0.0.0:80: Permission denied; "
                + "choose a port from 1024 on, or be root\n")
    }
}
