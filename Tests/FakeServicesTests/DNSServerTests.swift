import Faults
import NIOCore
import NIOPosix
import Synchronization
import Testing
import WireFormats

@testable import FakeServices

@Suite struct DNSServerTests {
    func query(_ id: UInt16, _ name: String = "cdn.test", edns: EDNS? = nil) throws -> [UInt8] {
        let question = DNSQuestion(name: try #require(DNSName(name)), type: .a)
        return DNSMessage(id: id, questions: [question], edns: edns).encoded()
    }

    /// Sends datagrams and collects answers until `count` have come.
    ///
    /// - Parameter log: where a question is told before the next one is sent; with nil all are sent together.
    func ask(_ port: Int, _ datagrams: [[UInt8]], count: Int, log: EventLog? = nil) async throws -> [[UInt8]] {
        let received = Received()
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DatagramCollector(received))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        for datagram in datagrams {
            let told = log?.questions.count ?? 0
            try await channel.writeAndFlush(
                AddressedEnvelope(remoteAddress: address, data: ByteBuffer(bytes: datagram))
            ).get()
            if let log { #expect(try await log.waits { $0.questions.count > told }) }
        }
        let end = ContinuousClock.now + .seconds(60)
        while received.all.count < count, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(2))
        }
        try await channel.close().get()
        return received.all
    }

    private final class Received: Sendable {
        private let datagrams = Mutex<[[UInt8]]>([])
        var all: [[UInt8]] { datagrams.withLock { $0 } }
        func append(_ datagram: [UInt8]) { datagrams.withLock { $0.append(datagram) } }
    }

    private final class DatagramCollector: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>
        private let received: Received

        init(_ received: Received) { self.received = received }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received.append(Array(unwrapInboundIn(data).data.readableBytesView))
        }
    }

    @Test func `questions over UDP are answered, nonsense is not`() async throws {
        let log = EventLog()
        try await withTestServices(.test(), log: log) { puller in
            let port = Int(puller.services.port(of: .dns) ?? 0)
            let answers = try await ask(port, [[], [1, 2], try query(1), try query(2, "no.test")], count: 2)
            let messages = try answers.map { try DNSMessage(parsing: $0) }.sorted { $0.id < $1.id }
            #expect(messages.map(\.responseCode) == [.noError, .nxDomain])
            #expect(messages.first?.answers.count == 1)
        }
        #expect(Set(log.questions.map(\.over)) == ["udp"] && log.questions.count == 2)
    }

    @Test func `several questions over one TCP connection are answered, in pieces or together`() async throws {
        let log = EventLog()
        try await withTestServices(.test(), log: log) { puller in
            let queries = try [1, 2, 3].map { try query($0) }
            let frames = queries.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 }
            // The first question and a part of the second; the rest follows once the first one is answered.
            let cut = queries[0].count + 2 + 5
            let exchange = try await TestExchange.start(
                port: Int(puller.services.port(of: .dns) ?? 0), trusting: nil, host: "",
                sending: Array(frames.prefix(cut))
            )
            let answer = try DNSResponder(faults: [], hooks: EventLog().hooks()).reply(to: query(1), overTCP: true)
            let length = try #require(answer).message.encoded().count + 2
            #expect(try await exchange.waits(for: length))
            try await exchange.channel.writeAndFlush(ByteBuffer(bytes: frames.dropFirst(cut))).get()
            #expect(try await exchange.waits(for: 3 * length))
            let ids = (0..<3).map { exchange.received[$0 * length + 3] }
            #expect(Set(ids) == [1, 2, 3] && exchange.received.count == 3 * length)
            try await exchange.channel.close().get()
        }
        #expect(log.questions.map(\.over) == ["tcp", "tcp", "tcp"])
    }

    @Test func `silence, delay and truncation are carried out`() async throws {
        let faults = [
            ArmedFault.test(EditDNS { $0.isSilent = true }, only: [1]),
            // The answer that is not sent is no occurrence for those behind it.
            ArmedFault.test(EditDNS { $0.delay = .milliseconds(150) }, only: [1]),
            ArmedFault.test(
                EditDNS { reply in
                    reply.message.answers = Array(repeating: reply.message.answers, count: 60).flatMap(\.self)
                }, only: [2, 3]
            ),
        ]
        let log = EventLog()
        try await withTestServices(.test(faults: faults), log: log) { puller in
            let port = Int(puller.services.port(of: .dns) ?? 0)
            let start = ContinuousClock.now
            // The answer to the second question would have come behind one to the first.
            let answers = try await ask(port, [try query(1), try query(2)], count: 1, log: log)
            #expect(try answers.map { try DNSMessage(parsing: $0).id } == [2])
            #expect(log.questions.map(\.answer).first == "silence")
            #expect(ContinuousClock.now - start >= .milliseconds(150))
            let cut = try #require(try await ask(port, [try query(3)], count: 1).first)
            #expect(cut.count <= 512)
            #expect(try DNSMessage(parsing: cut).isTruncated)
            let large = try await ask(port, [try query(4, edns: EDNS(udpPayloadSize: 4096))], count: 1).first
            #expect(try DNSMessage(parsing: try #require(large)).answers.count == 60)
        }
    }
}
