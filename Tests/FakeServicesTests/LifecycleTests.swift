import Faults
import Foundation
import Glibc
import ImageContent
import NIOCore
import NIOEmbedded
import Sandboxing
import Synchronization
import Testing
import WireFormats

@testable import FakeServices

@Suite(.serialized) struct LifecycleTests {
    struct Stop: Error {}

    let loopback = IPAddress(v4: 0x7f00_0001)

    func run(_ plan: ServicesPlan, _ body: @escaping @Sendable (RunningServices) async throws -> Void) async throws {
        try await withServices(
            plan, authority: try CertificateAuthority(), hooks: EventLog().hooks(), on: nil, body: body
        )
    }

    @Test func `a taken port is an error at once that names it, and the other ports are free again`() async throws {
        // No other test has sockets at this address, so none takes the free port.
        let loopback = IPAddress(v4: 0x7f00_004d)
        let taken = try BoundSocket(.cdn, .tcp, at: Endpoint(loopback, port: 0))
        defer { _ = close(taken.descriptor) }
        let free = try BoundSocket(.registry, .tcp, at: Endpoint(loopback, port: 0))
        _ = close(free.descriptor)
        var plan = ServicesPlan.test()
        plan.bindAddresses = [.registry: [free.endpoint], .cdn: [taken.endpoint]]
        let failing = plan
        let error = await #expect(throws: ServicesError.self) {
            try await run(failing) { _ in Issue.record("the body ran") }
        }
        #expect(error?.code == .cannotListen && error?.message.contains("\(taken.endpoint)") == true)
        _ = close(try BoundSocket(.registry, .tcp, at: free.endpoint).descriptor)
    }

    @Test func `the standard ports belong to the addresses of the roles`() {
        let plan = ServicesPlan(image: .test(layerSize: 4096, layers: 1))
        #expect(plan.endpoints(of: .registry).map(\.description) == ["198.18.1.10:443", "[2001:db8:1::10]:443"])
        #expect(plan.endpoints(of: .dns).map(\.port) == [53, 53])
    }

    @Test func `an error of the body is thrown, and its ports are free again`() async throws {
        let plan = ServicesPlan.test()
        await #expect(throws: Stop.self) {
            try await run(plan) { services in
                var again = plan
                again.bindAddresses = services.endpoints
                do {
                    try await run(again) { _ in Issue.record("the ports are taken twice") }
                } catch is ServicesError {}
                throw Stop()
            }
        }
    }

    @Test func `cancellation ends the services soon`() async throws {
        let (started, start) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await run(.test(scheme: .https)) { _ in
                start.finish()
                try await Task.sleep(for: .seconds(60))
            }
        }
        for await _ in started {}
        let time = await ContinuousClock().measure {
            task.cancel()
            _ = await task.result
        }
        // The body sleeps for 60 s.
        #expect(time < .seconds(30))
    }

    @Test func `no socket is left behind`() async throws {
        let fault = ArmedFault.test(EditHTTP { $0.pacing = .stall(after: 3) }, host: .registry)
        let had = try await withTestServices(.test(scheme: .https, faults: [fault])) { puller in
            let exchange = try await puller.start(.registry, "/v2/")
            _ = try await exchange.waits(for: 10)
            _ = try await puller.get(.auth, "/")
            return try Self.sockets().filter { socket in
                puller.services.endpoints.values.joined().contains { $0.port == socket.port }
            }
        }
        #expect(!had.isEmpty)
        // Another test may have a port by now, but no socket that was there before.
        #expect(try Self.sockets().intersection(had) == [])
    }

    private struct Socket: Hashable {
        let port: UInt16
        let inode: Substring
    }

    /// What /proc/net (proc(5)) says about sockets that a process has: TCP that listens, is established or waits to be
    /// closed, and UDP.
    private static func sockets() throws -> Set<Socket> {
        var sockets: Set<Socket> = []
        for table in ["tcp", "udp"] {
            for line in try readTextFile("/proc/net/\(table)").split(separator: "\n").dropFirst() {
                let fields = line.split(separator: " ")
                guard fields.count > 9, let port = UInt16(fields[1].suffix(4), radix: 16) else { continue }
                // One that no process has any more has the number 0.
                guard ["01", "07", "08", "0A"].contains(fields[3]), fields[9] != "0" else { continue }
                sockets.insert(Socket(port: port, inode: fields[9]))
            }
        }
        return sockets
    }

    @Test func `a large layer is streamed with little memory`() async throws {
        let size = 256 << 20
        let image = ServedImage.test(layerSize: size, layers: 1)
        try await withTestServices(.test(image: image)) { puller in
            let target = try await puller.layerTarget(image)
            let before = Self.residentMegabytes()
            let exchange = try await TestExchange.start(
                port: Int(puller.services.port(of: .cdn) ?? 0), trusting: nil, host: "cdn.test",
                sending: Array("GET \(target) HTTP/1.1\r\nConnection: close\r\n\r\n".utf8), keepsBytes: false
            )
            var peak = before
            while exchange.channel.isActive {
                peak = max(peak, Self.residentMegabytes())
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(exchange.count > size && peak - before < 48)
        }
    }

    private static func residentMegabytes() -> Int {
        let status = (try? readTextFile("/proc/self/statm")) ?? ""
        return (status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * Int(getpagesize()) >> 20
    }

    /// Before, NIO cannot close a part of it: a run that ended just then would stop the program.
    @Test func `a connection is handed on once it is active`() throws {
        let count = Atomic(0)
        let channel = EmbeddedChannel(handler: WireHandler { _ in count.add(1, ordering: .relaxed) })
        #expect(count.load(ordering: .relaxed) == 0)
        try channel.connect(to: SocketAddress(ipAddress: "::1", port: 1)).wait()
        #expect(count.load(ordering: .relaxed) == 1)
        _ = try channel.finish()
    }
}
