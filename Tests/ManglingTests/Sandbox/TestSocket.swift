import CNetfilterQueue
import Faults
import Glibc

@testable import Mangling

/// A socket with time limits, in the namespace of the thread that made it.
///
/// It is made and used only within `blocking(in:)`, so nothing is ever sent from the tests' own namespace.
final class TestSocket: Sendable {
    struct Failure: Error, Equatable {
        let errno: Int32
    }

    let descriptor: Int32

    private init(_ descriptor: Int32, timeout: Duration = .seconds(5)) throws {
        guard descriptor >= 0 else { throw Failure(errno: Glibc.errno) }
        self.descriptor = descriptor
        setTimeout(timeout)
    }

    deinit { close(descriptor) }

    static func udp(v6: Bool) throws -> TestSocket {
        try TestSocket(socket(v6 ? AF_INET6 : AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    }

    static func tcp(v6: Bool) throws -> TestSocket {
        try TestSocket(socket(v6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    }

    /// A socket that listens at a role's address.
    static func listening(at role: Role, _ port: UInt16 = 443, v6: Bool) throws -> TestSocket {
        let socket = try tcp(v6: v6)
        try socket.bind(role, port, v6: v6)
        try socket.check(Glibc.listen(socket.descriptor, 8))
        return socket
    }

    func setTimeout(_ timeout: Duration) {
        var time = timeval(
            tv_sec: Int(timeout.wholeNanoseconds / 1_000_000_000),
            tv_usec: Int(timeout.wholeNanoseconds % 1_000_000_000 / 1000)
        )
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    func bind(_ role: Role, _ port: UInt16, v6: Bool) throws {
        try check(withAddress(role, port, v6: v6) { Glibc.bind(descriptor, $0, $1) })
    }

    func connect(_ role: Role, _ port: UInt16, v6: Bool) throws {
        try check(withAddress(role, port, v6: v6) { Glibc.connect(descriptor, $0, $1) })
    }

    func accept() throws -> TestSocket { try TestSocket(Glibc.accept(descriptor, nil, nil)) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count >= 0 else { throw Failure(errno: Glibc.errno) }
            sent += count
        }
    }

    /// The next bytes; empty at the end of a stream.
    func receive(atMost limit: Int = 65_536) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = recv(descriptor, &buffer, limit, 0)
        guard count >= 0 else { throw Failure(errno: Glibc.errno) }
        return Array(buffer.prefix(count))
    }

    /// Sends the rest, then the end of the stream.
    func finish() throws { try check(shutdown(descriptor, Int32(SHUT_WR))) }

    /// Waits for the last acknowledgment, so that no packet of the connection is still on its way.
    ///
    /// - Throws: ETIMEDOUT after 5 seconds.
    func waitUntilClosed() throws {
        for _ in 0..<5000 {
            var info = tcp_info()
            var length = socklen_t(MemoryLayout<tcp_info>.size)
            try check(getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &length))
            if info.tcpi_state == UInt8(TCP_CLOSE) { return }
            usleep(1000)
        }
        throw Failure(errno: ETIMEDOUT)
    }

    /// The segments that the kernel sent and received; an uncut packet counts as its segments (RFC 4898,
    /// tcpEStatsPerfSegsOut and tcpEStatsPerfSegsIn).
    func segments() throws -> (sent: Int, received: Int) {
        // `tcpi_segs_out` and `tcpi_segs_in` of <linux/tcp.h>; the C library's structure ends before them.
        var words = [UInt32](repeating: 0, count: 36)
        var length = socklen_t(words.count * 4)
        try check(getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &words, &length))
        return (Int(words[34]), Int(words[35]))
    }

    /// Announces this maximum segment size in the SYN, and sends no larger segments.
    func setLargestSegment(_ size: Int32) throws {
        var size = size
        let length = socklen_t(MemoryLayout<Int32>.size)
        try check(setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_MAXSEG, &size, length))
    }

    /// The datagrams that arrive up to the last one, which is `last`, and those that a busy processor delivers behind
    /// it.
    ///
    /// - Throws: EAGAIN if the last one does not come.
    func receiveAll(upTo last: [UInt8]) throws -> [[UInt8]] {
        setTimeout(.seconds(30))
        var datagrams: [[UInt8]] = []
        var isLast = false
        while !isLast {
            let datagram = try receive()
            isLast = datagram == last
            if !isLast { datagrams.append(datagram) }
        }
        setTimeout(.milliseconds(50))
        while let datagram = try? receive() { datagrams.append(datagram) }
        return datagrams
    }

    private func check(_ result: Int32) throws {
        guard result == 0 else { throw Failure(errno: Glibc.errno) }
    }

    private func withAddress<R>(
        _ role: Role, _ port: UInt16, v6: Bool, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
    ) -> R {
        var storage = sockaddr_storage()
        return withUnsafeMutableBytes(of: &storage) { bytes in
            let start = bytes.baseAddress.unsafelyUnwrapped
            if v6 {
                let address = start.assumingMemoryBound(to: sockaddr_in6.self)
                address.pointee.sin6_family = sa_family_t(AF_INET6)
                address.pointee.sin6_port = port.bigEndian
                inet_pton(AF_INET6, role.ipv6, &address.pointee.sin6_addr)
            } else {
                let address = start.assumingMemoryBound(to: sockaddr_in.self)
                address.pointee.sin_family = sa_family_t(AF_INET)
                address.pointee.sin_port = port.bigEndian
                inet_pton(AF_INET, role.ipv4, &address.pointee.sin_addr)
            }
            let length = v6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
            return body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(length))
        }
    }
}
