import Faults
import Foundation
import Testing

@testable import Mangling

@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct MangledDatagramTests {
    /// The same in every sandbox, because it is part of the flow's identity.
    private static let port: UInt16 = 5353

    /// Sends numbered datagrams from the node to the registry.
    private func send(_ count: Int, in sandbox: WireSandbox, v6: Bool) async throws {
        try await blocking(in: sandbox.path(.node)) {
            let client = try TestSocket.udp(v6: v6)
            try client.connect(.registry, Self.port, v6: v6)
            for number in 0..<count { try client.send([UInt8(number)] + Array(repeating: 0xa5, count: 63)) }
        }
    }

    /// The datagrams that arrive at the registry after passing a mangler.
    ///
    /// They are read after the mangler has judged all of them and has ended, so that a slow machine loses none.
    private func arrivals(
        of count: Int, at server: TestSocket, past fault: ArmedFault, in sandbox: WireSandbox, v6: Bool,
        log: EventLog = EventLog()
    ) async throws -> ([[UInt8]], ManglerReport) {
        let (_, report) = try await sandbox.mangled([fault], log: log) {
            try await send(count, in: sandbox, v6: v6)
            while log.decisions.count < count { try await Task.sleep(for: .milliseconds(1)) }
        }
        return (try await sandbox.datagrams(at: server, of: .registry, Self.port, v6: v6), report)
    }

    /// Call it once per sandbox: a program that is being started elsewhere may hold a socket longer than its owner.
    private func bound(in sandbox: WireSandbox, v6: Bool) async throws -> TestSocket {
        try await blocking(in: sandbox.path(.net)) {
            let socket = try TestSocket.udp(v6: v6)
            try socket.bind(.registry, Self.port, v6: v6)
            return socket
        }
    }

    /// Datagrams that the net namespace's kernel counted as damaged.
    private func checksumErrors(in sandbox: WireSandbox, v6: Bool) async throws -> Int {
        try await blocking(in: sandbox.path(.net)) {
            v6 ? try KernelCounter.udp6("InCsumErrors") : try KernelCounter.value("InCsumErrors", of: "Udp")
        }
    }

    @Test(arguments: [false, true]) func halfIsLostAndTheSeedSaysWhich(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let server = try await bound(in: sandbox, v6: v6)
            var outcomes: [[UInt8]] = []
            for seed in [7, 7, 8] as [UInt64] {
                let log = EventLog()
                let drop = try armed(
                    "packet.drop", seed: seed, match: { $0.to = .registry }, when: { $0.probability = 0.5 }
                )
                let (arrived, report) = try await arrivals(
                    of: 100, at: server, past: drop, in: sandbox, v6: v6, log: log)
                #expect(report.packets == 100)
                #expect(report.dropped == 100 - arrived.count)
                #expect(report.isLossless)
                #expect(log.decisions.filter { !$0.isHit }.map { UInt8($0.ordinal - 1) } == arrived.map { $0[0] })
                outcomes.append(arrived.map { $0[0] })
            }
            #expect((25...75).contains(outcomes[0].count))
            #expect(outcomes[0] == outcomes[1])
            #expect(outcomes[0] != outcomes[2])
        }
    }

    @Test(arguments: [false, true]) func aDelayIsAddedOncePerPass(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            /// There and back in one thread, without waiting for others: a socket stays in the namespace where it was
            /// made.
            @Sendable func roundTrip(_ server: TestSocket) async throws -> Duration {
                try await blocking(in: sandbox.path(.node)) {
                    let client = try TestSocket.udp(v6: v6)
                    try client.bind(.node, 6000, v6: v6)
                    try client.connect(.registry, Self.port, v6: v6)
                    // The server is not connected, so it is given the only address that there is.
                    try server.connect(.node, 6000, v6: v6)
                    let start = ContinuousClock.now
                    try client.send([1, 2, 3])
                    try server.send(try server.receive())
                    _ = try client.receive()
                    return ContinuousClock.now - start
                }
            }
            let server = try await bound(in: sandbox, v6: v6)
            let plain = try await roundTrip(server)
            let delay = try armed("packet.delay", ["by": "50 ms"])
            let (mangled, report) = try await sandbox.mangled([delay]) { try await roundTrip(server) }
            // Twice by 50 ms; how long a busy machine takes beside that, the same way without a delay tells.
            #expect(mangled >= .milliseconds(100) && mangled < .milliseconds(100) + plain + .seconds(5))
            #expect(report.delayed == 2)
            #expect(report.isLossless)
        }
    }

    @Test(arguments: [false, true]) func correctedCorruptionReachesTheApplication(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let corrupt = try armed("packet.corrupt", ["offset": "40 B"], match: { $0.protocol = .udp })
            let server = try await bound(in: sandbox, v6: v6)
            let (arrived, report) = try await arrivals(of: 5, at: server, past: corrupt, in: sandbox, v6: v6)
            #expect(arrived.count == 5)
            #expect(arrived.allSatisfy { ($0[40] ^ 0xa5).nonzeroBitCount == 1 })
            #expect(arrived.allSatisfy { $0.dropFirst().count { $0 == 0xa5 } == 62 })
            #expect(report.changed == 5)
            #expect(try await checksumErrors(in: sandbox, v6: v6) == 0)
        }
    }

    @Test(arguments: [false, true]) func wrongChecksumsAreCountedAndDroppedByTheReceiver(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let corrupt = try armed(
                "packet.corrupt", ["checksum": "wrong"], match: { $0.protocol = .udp }, when: { $0.every = 2 }
            )
            let server = try await bound(in: sandbox, v6: v6)
            let (arrived, report) = try await arrivals(of: 10, at: server, past: corrupt, in: sandbox, v6: v6)
            #expect(arrived.map { $0[0] } == [0, 2, 4, 6, 8])
            #expect(report.changed == 5)
            #expect(try await checksumErrors(in: sandbox, v6: v6) == 5)
        }
    }

    @Test(arguments: [false, true]) func duplicatesArriveTwice(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let duplicate = try armed("packet.duplicate", when: { $0.every = 2 })
            let server = try await bound(in: sandbox, v6: v6)
            let (arrived, report) = try await arrivals(of: 6, at: server, past: duplicate, in: sandbox, v6: v6)
            #expect(arrived.map { $0[0] } == [0, 1, 1, 2, 3, 3, 4, 5, 5])
            #expect(arrived.allSatisfy { $0.count == 64 && $0.dropFirst().allSatisfy { $0 == 0xa5 } })
            #expect(report.added == 3 && report.isLossless)
            #expect(try await checksumErrors(in: sandbox, v6: v6) == 0)
        }
    }

    @Test(arguments: [false, true]) func heldDatagramsAreOvertakenByAsManyAsAsked(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let reorder = try armed("packet.reorder", ["gap": "2", "delay": "60 s"], when: { $0.only = [1, 5] })
            let server = try await bound(in: sandbox, v6: v6)
            let (arrived, report) = try await arrivals(of: 8, at: server, past: reorder, in: sandbox, v6: v6)
            #expect(arrived.map { $0[0] } == [1, 2, 0, 3, 5, 6, 4, 7])
            #expect(report.delayed == 2 && report.isLossless)
        }
    }

    @Test(arguments: [false, true]) func aCutDatagramArrivesShort(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let truncate = try armed("packet.truncate", ["keep": "9 B"], when: { $0.only = [2] })
            let server = try await bound(in: sandbox, v6: v6)
            let (arrived, _) = try await arrivals(of: 3, at: server, past: truncate, in: sandbox, v6: v6)
            #expect(arrived.map(\.count) == [64, 9, 64])
            #expect(arrived[1] == [1] + Array(repeating: 0xa5, count: 8))
            #expect(try await checksumErrors(in: sandbox, v6: v6) == 0)
        }
    }

    @Test(arguments: [false, true]) func beyondTheRateNothingArrives(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let rate = try armed("packet.rate", ["per-second": "1", "burst": "5"])
            let server = try await bound(in: sandbox, v6: v6)
            // The clock of `mangled` stands still, so no token is added.
            let (arrived, report) = try await arrivals(of: 12, at: server, past: rate, in: sandbox, v6: v6)
            #expect(arrived.map { $0[0] } == [0, 1, 2, 3, 4])
            #expect(report.dropped == 7)
        }
    }

    @Test(arguments: [false, true]) func lossesComeInBurstsOfTheLengthThatWasAsked(v6: Bool) async throws {
        let burst = try armed("packet.drop", seed: 11, when: { $0.burst = Trigger.Burst(enter: 0.1, leave: 0.25) })
        var lost: [Bool] = []
        // The state of a flow continues in the next sandbox; a socket's buffer holds no more than this at a time.
        for _ in 0..<8 {
            lost += try await WireSandbox.with { sandbox in
                let server = try await bound(in: sandbox, v6: v6)
                let (arrived, _) = try await arrivals(of: 250, at: server, past: burst, in: sandbox, v6: v6)
                let numbers = Set(arrived.map { $0[0] })
                return (UInt8(0)..<250).map { !numbers.contains($0) }
            }
        }
        let bursts = lost.split(separator: false)
        let share = Double(lost.count { $0 }) / Double(lost.count)
        let length = Double(lost.count { $0 }) / Double(bursts.count)
        // p / (p + r) of all packets, 1 / r in a row (Gilbert–Elliott), within the error of 2,000 packets.
        #expect(abs(share - 0.1 / 0.35) < 0.06)
        #expect(abs(length - 4) < 0.8)
    }

    @Test func heldPacketsGoOnWhenTheManglerEnds() async throws {
        try await WireSandbox.with { sandbox in
            let server = try await bound(in: sandbox, v6: false)
            let delay = try armed("packet.delay", ["by": "60 s"])
            let log = EventLog()
            let (_, report) = try await sandbox.mangled([delay], log: log) {
                try await blocking(in: sandbox.path(.node)) {
                    let client = try TestSocket.udp(v6: false)
                    try client.connect(.registry, Self.port, v6: false)
                    for number in UInt8(0)..<5 { try client.send([number]) }
                }
                while log.decisions.count < 5 { try await Task.sleep(for: .milliseconds(1)) }
            }
            #expect(report.delayed == 5)
            let arrived = try await sandbox.datagrams(at: server, of: .registry, Self.port, v6: false)
            #expect(arrived == [[0], [1], [2], [3], [4]])
        }
    }

    @Test func packetsPassOnceTheManglerHasEnded() async throws {
        try await WireSandbox.with { sandbox in
            let server = try await bound(in: sandbox, v6: true)
            let drop = try armed("packet.drop")
            let (lost, _) = try await arrivals(of: 3, at: server, past: drop, in: sandbox, v6: true)
            #expect(lost.isEmpty)
            try await send(3, in: sandbox, v6: true)
            #expect(try await sandbox.datagrams(at: server, of: .registry, Self.port, v6: true).count == 3)
        }
    }

    @Test func aQueueThatIsTakenIsRefusedAndIsFreeAfterwards() async throws {
        struct Stop: Error {}
        try await WireSandbox.with { sandbox in
            let plan = ManglerPlan(faults: [try armed("packet.drop")])
            @Sendable func mangle(_ body: () async throws -> Void) async throws {
                _ = try await withMangler(
                    plan, namespace: sandbox.path(.wire), record: { _ in }, now: { .zero }, body: body
                )
            }
            await #expect(throws: Stop.self) {
                try await mangle {
                    var code: ManglingError.Code?
                    do {
                        try await mangle {}
                    } catch let error as ManglingError {
                        code = error.code
                    }
                    try #require(code == .queueTaken)
                    throw Stop()
                }
            }
            try await mangle {}
        }
    }
}
