import Faults
import Synchronization
import Testing

@testable import Mangling

/// Real datagrams whose fates are recorded and replayed.
@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct ReplayedPacketsTests {
    private static let port: UInt16 = 5353
    private static let count = 60

    /// The numbered datagrams that arrive at the registry with these decisions.
    private func arrivals(
        _ decisions: DecisionSource, seed: UInt64, at server: TestSocket, in sandbox: WireSandbox
    ) async throws -> [[UInt8]] {
        var trigger = Trigger()
        trigger.probability = 0.5
        let faults = try ["packet.drop", "packet.corrupt"].enumerated().map { ordinal, name in
            ArmedFault(
                try fault(name), ordinal: ordinal, match: Match(), trigger: trigger, seed: seed, decisions: decisions
            )
        }
        let log = EventLog()
        _ = try await sandbox.mangled(faults, log: log) {
            try await blocking(in: sandbox.path(.node)) {
                let client = try TestSocket.udp(v6: false)
                try client.connect(.registry, Self.port, v6: false)
                for number in 0..<Self.count {
                    try client.send([UInt8](repeating: 0xa5, count: 63) + [UInt8(number)])
                }
            }
            while log.decisions.count(where: { $0.fault == 0 }) < Self.count {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        return try await sandbox.datagrams(at: server, of: .registry, Self.port, v6: false)
    }

    @Test func everyPacketMeetsItsRecordedOrEditedFate() async throws {
        try await WireSandbox.with { sandbox in
            let server = try await blocking(in: sandbox.path(.net)) {
                let socket = try TestSocket.udp(v6: false)
                try socket.bind(.registry, Self.port, v6: false)
                return socket
            }
            let records = Mutex<[DecisionRecord]>([])
            let recorded = try await arrivals(
                .recorded { record in records.withLock { $0.append(record) } }, seed: 7, at: server, in: sandbox)
            let drawn = try await arrivals(.drawn, seed: 8, at: server, in: sandbox)
            #expect(drawn != recorded)

            let all = records.withLock { $0 }
            let recording = RecordedDecisions(all)
            let replayed = try await arrivals(.replayed(recording), seed: 8, at: server, in: sandbox)
            #expect(replayed == recorded, "the same are lost, and the same bits are flipped")
            #expect(recording.report(naming: ["packet.drop", "packet.corrupt"]).hasDiverged == false)

            let lost = try #require(all.firstIndex { $0.fault == 0 && $0.isHit })
            let number = UInt8(all[lost].ordinal - 1)
            #expect(!recorded.contains { $0[63] == number })
            var edited = all
            edited.remove(at: lost)
            let rest = RecordedDecisions(edited)
            let arrived = try await arrivals(.replayed(rest), seed: 7, at: server, in: sandbox)
            #expect(arrived.contains { $0[63] == number }, "what was taken out of the recording is no longer lost")
            #expect(arrived.count == recorded.count + 1)
            let report = rest.report(naming: ["packet.drop", "packet.corrupt"])
            #expect(report.first?.sentence.contains("packet \(Int(number) + 1): came") == true)
        }
    }
}
