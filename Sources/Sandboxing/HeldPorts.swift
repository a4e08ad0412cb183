#if canImport(Glibc)
import Glibc
#endif

extension Sandbox {
    /// Binds all ports of a range in the node, for one protocol and both families, until the value is released.
    ///
    /// A socket belongs to the namespace of the thread that makes it. They are never connected and never listen.
    ///
    /// - Throws: `SandboxError` when one of them is taken.
    package func holdPorts(_ ports: ClosedRange<Int>, isUDP: Bool) async throws -> HeldPorts {
        try await withNamespaceExecutor("/proc/\(holder)/ns/net") { executor in
            try await withTaskExecutorPreference(executor) { try HeldPorts(ports, isUDP: isUDP) }
        }
    }
}

/// Sockets that hold ports for as long as this lives.
package final class HeldPorts: Sendable {
    private let descriptors: [Int32]

    fileprivate init(_ ports: ClosedRange<Int>, isUDP: Bool) throws {
        var descriptors: [Int32] = []
        func refused(_ what: String) -> SandboxError {
            let cause = String(cString: strerror(errno))
            for descriptor in descriptors { close(descriptor) }
            return SandboxError(.refused, "\(what) for the node's ports failed: \(cause); run 'chaospull doctor'")
        }
        let type = isUDP ? SOCK_DGRAM : SOCK_STREAM
        for port in ports {
            // By default an IPv6 socket also holds the IPv4 port (ipv6(7): IPV6_V6ONLY).
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
}
