import Faults
import Glibc
import NIOCore
import NIOPosix
import Testing
import WireFormats

@testable import FakeServices

@Suite struct TunnelTests {
    /// The far ends of a tunnel, as sockets that block.
    private struct Far: Sendable {
        let client: CInt
        let host: CInt
    }

    /// Two ends of a connection over loopback.
    private func pair() throws -> (near: CInt, far: CInt) {
        let listener = try BoundSocket(.proxy, .tcp, at: Endpoint(.init(v4: 0x7f00_0001), port: 0))
        defer { _ = close(listener.descriptor) }
        let far = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: Int(listener.endpoint.port))
        try #require(address.withSockAddr { Glibc.connect(far, $0, socklen_t($1)) } == 0)
        let near = accept(listener.descriptor, nil, nil)
        try #require(near >= 0)
        return (near, far)
    }

    private func end(_ descriptor: CInt) async throws -> Tunnel.End {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .withConnectedSocket(descriptor) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(WireHandler())
                    return try Tunnel.End(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
    }

    /// Runs a tunnel while `body` uses its far ends on a thread that may block.
    private func withTunnel<Value: Sendable>(
        _ body: @escaping @Sendable (Far) -> Value
    ) async throws -> (Value, sent: Int, isBroken: Bool) {
        let (nearClient, farClient) = try pair()
        let (nearHost, farHost) = try pair()
        let tunnel = Tunnel(
            client: try await end(nearClient), host: try await end(nearHost), isHalfClosed: true, isForwarding: false)
        async let ran = tunnel.run()
        let value = await withCheckedContinuation { continuation in
            NIOThreadPool.singleton.submit { _ in
                continuation.resume(returning: body(Far(client: farClient, host: farHost)))
            }
        }
        let (sent, _, isBroken) = await ran
        return (value, sent, isBroken)
    }

    private static func write(_ text: String, to descriptor: CInt) {
        _ = Array(text.utf8).withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
    }

    /// What comes until the end, and the error at the end.
    private static func read(_ descriptor: CInt) -> (text: String, error: CInt) {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return (String(decoding: all, as: UTF8.self), count < 0 ? errno : 0) }
            all += buffer.prefix(count)
        }
    }

    @Test func `one side may be silent while the other goes on`() async throws {
        let (texts, sent, isBroken) = try await withTunnel { far in
            Self.write("asked", to: far.client)
            shutdown(far.client, CInt(SHUT_WR))
            // The end of data comes through, and the way back is still open.
            let asked = Self.read(far.host).text
            Self.write("answer", to: far.host)
            close(far.host)
            let answer = Self.read(far.client).text
            close(far.client)
            return [asked, answer]
        }
        #expect(texts == ["asked", "answer"])
        #expect(sent == 6 && !isBroken)
    }

    @Test func `a reset of the host is one for the client, after all that it sent`() async throws {
        let (end, sent, isBroken) = try await withTunnel { far in
            Self.write("half of it", to: far.host)
            var byte: UInt8 = 0
            _ = recv(far.client, &byte, 1, CInt(MSG_PEEK))
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(far.host, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            close(far.host)
            let end = Self.read(far.client)
            close(far.client)
            return end
        }
        #expect(end.text == "half of it" && end.error == ECONNRESET)
        #expect(sent == 10 && isBroken)
    }

    /// If a client does not read, the tunnel takes no more from the host than the kernel's buffers hold.
    @Test func `a client that does not read holds the host back`() async throws {
        let limit = 64 << 20
        let (written, _, _) = try await withTunnel { far in
            let piece = [UInt8](repeating: 7, count: 1 << 16)
            var written = 0
            var room = pollfd(fd: far.host, events: Int16(POLLOUT), revents: 0)
            while written < limit, poll(&room, 1, 500) == 1 {
                let count = send(far.host, piece, piece.count, CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT))
                if count > 0 { written += count }
            }
            close(far.client)
            close(far.host)
            return written
        }
        #expect(written > 0 && written < limit)
    }
}
