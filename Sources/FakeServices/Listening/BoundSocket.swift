import Faults
import Glibc
import NIOCore
import WireFormats

/// A socket that is made and bound on the calling thread, and so in its network namespace.
///
/// NIO would also make TCP listeners on the calling thread, but would bind them on an event loop and report failures
/// later.
struct BoundSocket: Sendable {
    enum Transport: Sendable { case tcp, udp }

    /// The size of sockaddr_storage (sys/socket.h).
    private static let largestAddress: socklen_t = 128

    let role: Role
    let transport: Transport
    let endpoint: Endpoint
    let descriptor: CInt
    /// Whether what it accepts is plain HTTP, though the host speaks TLS elsewhere.
    let isPlain: Bool

    /// Makes a socket; one for TCP listens.
    init(_ role: Role, _ transport: Transport, at wanted: Endpoint, isPlain: Bool = false) throws(ServicesError) {
        let kind = transport == .tcp ? SOCK_STREAM : SOCK_DGRAM
        let flags = CInt(kind.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(wanted.address.isV4 ? AF_INET : AF_INET6, flags, 0)
        guard descriptor >= 0 else { throw Self.failure(role, transport, wanted, errno) }
        do throws(ServicesError) {
            try Self.prepare(descriptor, role, transport, wanted)
            endpoint = Endpoint(wanted.address, port: try Self.port(of: descriptor, role, transport, wanted))
        } catch {
            _ = Glibc.close(descriptor)
            throw error
        }
        self.role = role
        self.transport = transport
        self.descriptor = descriptor
        self.isPlain = isPlain
    }

    private static func prepare(
        _ descriptor: CInt, _ role: Role, _ transport: Transport, _ wanted: Endpoint
    ) throws(ServicesError) {
        if transport == .tcp {
            // Allows the next run to listen while connections of the last one are in TIME_WAIT.
            var yes: CInt = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        }
        let address: SocketAddress
        do {
            address = try SocketAddress(ipAddress: "\(wanted.address)", port: Int(wanted.port))
        } catch {
            throw ServicesError(.cannotListen, "\(wanted) is no address to listen on: \(error); give an IP address")
        }
        let status = address.withSockAddr { bind(descriptor, $0, socklen_t($1)) }
        guard status == 0 else { throw failure(role, transport, wanted, errno) }
        if transport == .tcp, listen(descriptor, SOMAXCONN) != 0 { throw failure(role, transport, wanted, errno) }
    }

    private static func port(
        of descriptor: CInt, _ role: Role, _ transport: Transport, _ wanted: Endpoint
    ) throws(ServicesError) -> UInt16 {
        // The family, then the port in network order: the same for sockaddr_in and sockaddr_in6 (netinet/in.h).
        var bytes = [UInt8](repeating: 0, count: Int(Self.largestAddress))
        var length = Self.largestAddress
        let status = bytes.withUnsafeMutableBytes { buffer in
            getsockname(descriptor, buffer.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
        }
        guard status == 0 else { throw failure(role, transport, wanted, errno) }
        return UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    }

    private static func failure(
        _ role: Role, _ transport: Transport, _ wanted: Endpoint, _ code: CInt
    ) -> ServicesError {
        let reason = String(cString: strerror(code))
        return ServicesError(
            .cannotListen, "\(role.rawValue) cannot listen on \(transport) \(wanted): \(reason); \(wayOut(of: code))"
        )
    }

    /// As bind(2) and ip(7) explain the errors.
    private static func wayOut(of code: CInt) -> String {
        switch code {
        case EADDRINUSE: "free the port or choose another"
        case EACCES: "choose a port from 1024 on, or be root"
        case EADDRNOTAVAIL: "choose an address of this machine, as 'ip address' lists them"
        default: "free the port or give the address"
        }
    }
}
