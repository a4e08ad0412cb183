import Faults
import Foundation
import Glibc
import Testing
import WireFormats

@testable import FakeServices

/// A thread of its own that counts what ran on it.
private final class OneThread: TaskExecutor, @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var ran = 0

    var count: Int { condition.withLock { ran } }

    /// - Parameter setUp: runs on the thread before anything else.
    init(setUp: @escaping @Sendable () -> Void = {}) {
        Thread.detachNewThread {
            setUp()
            while true { self.runNext() }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    private func runNext() {
        condition.lock()
        while jobs.isEmpty { condition.wait() }
        let job = jobs.removeFirst()
        ran += 1
        condition.unlock()
        job.runSynchronously(on: asUnownedTaskExecutor())
    }
}

@Suite struct NamespaceTests {
    @Test(.enabled(if: geteuid() == 0, "a network namespace needs root"))
    func `sockets belong to the namespace of the executor's thread`() async throws {
        let everywhere = IPAddress(v4: 0)
        let taken = try BoundSocket(.registry, .tcp, at: Endpoint(everywhere, port: 0))
        defer { _ = close(taken.descriptor) }
        var plan = ServicesPlan.test()
        plan.bindAddresses = [
            .registry: [taken.endpoint], .auth: [Endpoint(everywhere, port: 443)],
            .dns: [Endpoint(everywhere, port: 53)],
        ]
        let executor = OneThread { Self.leaveNetworkNamespace() }
        try await withServices(
            plan, authority: try CertificateAuthority(), hooks: EventLog().hooks(), on: executor
        ) { services in
            // The port is taken in this namespace, so it must have been bound in another one.
            #expect(services.endpoints[.registry] == [taken.endpoint])
        }
        #expect(executor.count > 0)
    }

    /// unshare(2) and CLONE_NEWNET are behind _GNU_SOURCE, which the Glibc module does not define.
    private static func leaveNetworkNamespace() {
        let newNetwork: CInt = 0x4000_0000
        typealias Unshare = @convention(c) (CInt) -> CInt
        guard let symbol = dlsym(nil, "unshare") else { return }
        _ = unsafeBitCast(symbol, to: Unshare.self)(newNetwork)
    }
}
