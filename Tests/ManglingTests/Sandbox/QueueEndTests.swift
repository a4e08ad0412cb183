import Faults
import Glibc
import Testing

@testable import Mangling

@Suite(.needsWire, .timeLimit(.minutes(1))) struct QueueEndTests {
    /// fork(2) copies descriptors, and the copy lives until exec(3): the end of the queue must not depend on it.
    @Test func theQueueEndsThoughACopyOfItsSocketIsOpen() async throws {
        let fault = try armed("packet.drop", match: { $0.protocol = .udp }, when: { $0.times = 1 })
        let rules = try #require(QueueRules.iptables(for: ManglerPlan(faults: [fault])))
        try await WireSandbox.with { sandbox in
            let server = try await blocking(in: sandbox.path(.net)) {
                let socket = try TestSocket.udp(v6: false)
                try socket.bind(.registry, 5353, v6: false)
                return socket
            }
            let copy = try await blocking(in: sandbox.path(.wire)) {
                let queue = try NetfilterQueue(
                    number: ManglerPlan(faults: [fault]).queueNumber, content: .single(.whole))
                return fcntl(queue.descriptor, F_DUPFD_CLOEXEC, 0)
            }
            defer { close(copy) }
            #expect(copy >= 0)
            try await sandbox.load(rules)
            let arrived = try await sandbox.datagrams(at: server, of: .registry, 5353, v6: false)
            #expect(arrived.isEmpty)
        }
    }
}
