import ChaosPull
import Faults
import Foundation
import Glibc
import Judging
import Scenarios
import Testing

/// Faults that are turned on and off between the pulls of one world.
@Suite(.needsPullers) struct ControlTests {
    private static func plan(_ text: String) throws -> Scenario { try Scenario(yaml: text, file: "t.yaml") }

    @Test func faultsOfEveryPlaneComeAndGo() async throws {
        let before = try await HostState.now()
        let world = try await ChaosPullWorld(
            Self.plan("title: t\nexpect: {pull: either}\ndeadline: 10 s\n"), with: .skopeo)
        let faults: [InjectedFault] = [
            .httpStatus(503), .dnsNxdomain(DNSMatch(name: "registry.test")), .tlsExpired(),
            .packetDrop(PacketMatch(.tcp, to: .registry)), .linkDown(for: .seconds(60)),
        ]
        for (number, fault) in faults.enumerated() {
            #expect(try await world.pull().outcome == .pulled, "before \(fault.element)")
            #expect(try await world.arm(fault).fault == number)
            let pull = try await world.pull()
            #expect(pull.outcome != .pulled, "\(fault.element)")
            try await world.heal()
            let told = try await world.faults()[number]
            #expect(!told.isArmed && told.fired > 0, "\(told.line)")
        }
        #expect(try await world.pull().outcome == .pulled)
        try await world.end()
        #expect(try await HostState.now() == before)
    }

    @Test func aFaultThatIsHealedInThePullLetsItGoOn() async throws {
        let world = try await ChaosPullWorld(with: .skopeo)
        try await world.arm(.packetDrop(PacketMatch(.tcp, from: .registry)))
        async let pull = world.pull()
        #expect(try await eventually { try await world.faults().first?.fired != 0 })
        try await world.heal(0)
        #expect(try await pull.outcome == .pulled)
        try await world.end()
    }

    @Test func aRunTakesFaultsToo() async throws {
        try await withTemporaryFolder { folder in
            let socket = folder + "/s"
            let scenario = folder + "/slow.yaml"
            try "title: t\nnetwork: {rate: 100 KiB}\nexpect: {pull: succeeds}\n"
                .write(toFile: scenario, atomically: false, encoding: .utf8)
            async let run = FinishedProgram.of(
                Requirements.command,
                ["run", scenario, "--puller", "skopeo", "--control", socket, "--output", folder + "/runs"])
            try #require(try await eventually { access(socket, F_OK) == 0 })
            let armed = try await FinishedProgram.of(
                Requirements.command,
                ["ctl", "arm", "--control", socket, "{fault: http.status, status: 500, match: {resource: blob}}"])
            #expect(armed.code == 0, "\(armed.error)")
            let refused = try await FinishedProgram.of(Requirements.command, ["ctl", "pull", "--control", socket])
            #expect(refused.code == 1 && refused.error.contains("'run' makes its pulls itself"), "\(refused.error)")
            #expect(try await run.code == 1)
            let gone = try await FinishedProgram.of(Requirements.command, ["ctl", "list", "--control", socket])
            #expect(gone.code == 2 && gone.error.contains("nobody listens"))
        }
    }
}
