#if canImport(Glibc)
import Glibc
#endif

extension Sandbox {
    /// The ports that a kernel chooses from by default (ip-sysctl: ip_local_port_range).
    package static let ephemeralPorts = 32_768...60_999

    /// Leaves the node few ephemeral ports and holds all of them while `body` runs; of one protocol, so that the other
    /// has them still.
    ///
    /// Sockets belong to the namespace of the thread that makes them. They are never connected and never listen.
    package func withTakenPorts<Value: Sendable>(
        isUDP: Bool, body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withNamespaceExecutor("/proc/\(holder)/ns/net") { executor in
            let holding = try await withTaskExecutorPreference(executor) { try HeldPorts(Self.fewPorts, isUDP: isUDP) }
            try await setEphemeralPorts(Self.fewPorts)
            let value = try await body()
            holding.release()
            return value
        }
    }

    private static let fewPorts = 61_000...61_031
}

/// Sockets that hold ports for as long as this lives.
private final class HeldPorts: Sendable {
    private let descriptors: [Int32]

    init(_ ports: ClosedRange<Int>, isUDP: Bool) throws {
        var descriptors: [Int32] = []
        func refused(_ what: String) -> SandboxError {
            let cause = String(cString: strerror(errno))
            for descriptor in descriptors { close(descriptor) }
            return SandboxError(.refused, "\(what) for the node's ports failed: \(cause); run 'chaospull doctor'")
        }
        let type = isUDP ? SOCK_DGRAM : SOCK_STREAM
        for port in ports {
            // Unless it is told otherwise, a socket of IPv6 holds the port of IPv4 too (ipv6(7): IPV6_V6ONLY).
            let descriptor = socket(AF_INET6, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { throw refused("socket(2)") }
            descriptors.append(descriptor)
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = UInt16(port).bigEndian
            let result = withUnsafeBytes(of: &address) { bytes in
                bytes.baseAddress.map {
                    bind(descriptor, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
                } ?? -1
            }
            guard result == 0 else { throw refused("bind(2)") }
        }
        self.descriptors = descriptors
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    /// Keeps them alive until here.
    func release() {}
}
