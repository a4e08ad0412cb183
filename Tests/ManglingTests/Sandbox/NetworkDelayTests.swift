import Faults
import Testing

@testable import Mangling

@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct NetworkDelayTests {
    private static let delay: Duration = .milliseconds(50)

    /// How long it takes from the call of connect(2) to the last byte of an answer of some packets.
    private func exchange(_ count: Int, in sandbox: WireSandbox, v6: Bool) async throws -> Duration {
        let listener = try await blocking(in: sandbox.path(.net)) { try TestSocket.listening(at: .cdn, v6: v6) }
        async let served: Void = blocking(in: sandbox.path(.net)) {
            let connection = try listener.accept()
            _ = try connection.receive()
            try connection.send([UInt8](repeating: 0xa5, count: count))
        }
        let time = try await blocking(in: sandbox.path(.node)) {
            let clock = ContinuousClock()
            return try clock.measure {
                let client = try TestSocket.tcp(v6: v6)
                try client.connect(.cdn, 443, v6: v6)
                try client.send([1])
                var received = 0
                while received < count {
                    let chunk = try client.receive()
                    try #require(!chunk.isEmpty)
                    received += chunk.count
                }
            }
        }
        try await served
        return time
    }

    /// Two round trips: one to connect, one for the question and its answer.
    @Test(arguments: [false, true]) func everyPacketTakesItsTimeEachWay(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let log = EventLog()
            let (time, report) = try await sandbox.mangled([], networkDelay: Self.delay, log: log) {
                try await exchange(10_000, in: sandbox, v6: v6)
            }
            #expect(time >= Self.delay * 4)
            #expect(report.packets > 5 && report.delayed == 0 && report.isLossless && log.events.isEmpty)
        }
    }

    /// The ordinals of a fault are those that it has without the delay.
    @Test func aFaultMeetsTheSamePackets() async throws {
        var decisions: [[Int]] = []
        for delay in [Duration.zero, .milliseconds(20)] {
            let drop = try armed("packet.drop", match: { $0.from = .cdn }, when: { $0.only = [2] })
            let log = EventLog()
            try await WireSandbox.with { sandbox in
                let (_, report) = try await sandbox.mangled([drop], networkDelay: delay, log: log) {
                    try await exchange(5000, in: sandbox, v6: false)
                }
                #expect(report.dropped == 1 && report.isLossless && drop.fired == 1)
            }
            decisions.append(log.decisions.filter(\.isHit).map(\.ordinal))
        }
        #expect(decisions == [[2], [2]])
    }

    /// The reset reaches either end behind what was sent before it, so both take it.
    @Test func aResetEndsAConnectionWhosePacketsAreOnTheirWay() async throws {
        try await WireSandbox.with { sandbox in
            let reset = try armed("packet.reset", match: { $0.from = .cdn }, when: { $0.afterBytes = 5000 })
            let (isReset, report) = try await sandbox.mangled([reset], networkDelay: Self.delay) {
                do {
                    _ = try await exchange(100_000, in: sandbox, v6: false)
                    return false
                } catch {
                    return true
                }
            }
            #expect(isReset && reset.fired >= 1 && report.answered >= 1 && report.isLossless)
        }
    }
}
