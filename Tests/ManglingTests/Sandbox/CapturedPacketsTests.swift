import Faults
import Foundation
import Synchronization
import Testing

@testable import Mangling

/// Real frames of real links.
@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct CapturedPacketsTests {
    private static let port: UInt16 = 5353

    @Test(arguments: [false, true])
    func aLostPacketIsCapturedOnOneSideWithAComment(v6: Bool) async throws {
        let log = EventLog()
        let judged = Mutex<[JudgedPacket]>([])
        let captured = Mutex<PacketCapture?>(nil)
        let plan = ManglerPlan(faults: [
            try armed("packet.drop", match: { $0.protocol = .udp }, when: { $0.only = [2] })
        ])
        let rules = try #require(QueueRules.iptables(for: plan))
        try await WireSandbox.with { sandbox in
            // Without a listener the kernel of the net namespace would refuse by ICMP.
            let server = try await blocking(in: sandbox.path(.net)) {
                let socket = try TestSocket.udp(v6: v6)
                try socket.bind(.registry, Self.port, v6: v6)
                return socket
            }
            try await withCapture(
                of: ["left", "right"], namespace: sandbox.path(.wire), limit: 1 << 20,
                finish: { capture in captured.withLock { $0 = capture } },
                body: {
                    _ = try await withMangler(
                        plan, namespace: sandbox.path(.wire), record: log.sink, now: { .zero },
                        judged: { packet in judged.withLock { $0.append(packet) } },
                        body: {
                            try await sandbox.load(rules)
                            try await blocking(in: sandbox.path(.node)) {
                                let client = try TestSocket.udp(v6: v6)
                                try client.connect(.registry, Self.port, v6: v6)
                                for number in UInt8(0)..<3 { try client.send([number, 0xa5]) }
                            }
                            while log.decisions.count < 3 { try await Task.sleep(for: .milliseconds(1)) }
                        }
                    )
                }
            )
            let arrived = try await sandbox.datagrams(at: server, of: .registry, Self.port, v6: v6)
            #expect(arrived.map { $0[0] } == [0, 2])
        }
        let seen = captured.withLock { $0 }
        let capture = try #require(seen)
        let comments = PacketComments(of: judged.withLock { $0 }, in: capture)
        func numbers(interface: Int, leaving: Bool) -> [(frame: Int, number: UInt8)] {
            capture.frames.indices.compactMap { index in
                let frame = capture.frames[index]
                let bytes = capture.bytes[frame.range].suffix(2)
                guard frame.interface == interface, frame.isOutgoing == leaving, bytes.last == 0xa5 else { return nil }
                return bytes.first.map { (index, $0) }
            }
        }
        let sent = numbers(interface: 0, leaving: false)
        #expect(sent.map(\.number) == [0, 1, 2])
        #expect(numbers(interface: 1, leaving: true).map(\.number) == [0, 2])
        #expect(comments.texts == [sent[1].frame: ["dropped by faults[0] packet.drop"]] && comments.unplaced == 0)
        for interface in capture.interfaces {
            #expect(interface.dropped == 0 && interface.leftOut == 0 && interface.received == interface.kept)
        }
        let now = UInt64(Date.now.timeIntervalSince1970 * 1e9)
        for frame in capture.frames { #expect(frame.nanoseconds < now && frame.nanoseconds + 60_000_000_000 > now) }
    }

    @Test func aDeviceThatIsNotThereIsAnError() async throws {
        try await WireSandbox.with { sandbox in
            let error = await #expect(throws: ManglingError.self) {
                try await withCapture(
                    of: ["left", "middle"], namespace: sandbox.path(.wire), limit: 1, finish: { _ in }, body: {}
                )
            }
            #expect(error?.description.contains("'middle'") == true)
        }
    }

    /// The capture up to there helps to find out why.
    @Test func aBodyThatThrowsLeavesItsCapture() async throws {
        struct Stop: Error {}
        let isFinished = Mutex(false)
        _ = try await WireSandbox.with { sandbox in
            await #expect(throws: Stop.self) {
                try await withCapture(
                    of: ["left"], namespace: sandbox.path(.wire), limit: 1,
                    finish: { _ in isFinished.withLock { $0 = true } }, body: { throw Stop() }
                )
            }
        }
        let wasTold = isFinished.withLock { $0 }
        #expect(wasTold)
    }
}
