import CNetfilterQueue
import Glibc

/// Raw sockets that send whole IP packets, made in the network namespace of the calling thread.
///
/// Their packets leave through OUTPUT, so they do not pass the queue in FORWARD.
final class PacketInjector {
    private let v4: Int32
    private let v6: Int32

    init() throws(ManglingError) {
        // IPPROTO_RAW implies IP_HDRINCL in both families (raw(7)).
        v4 = socket(AF_INET, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), Int32(IPPROTO_RAW))
        guard v4 >= 0 else { throw Self.error("IPv4", errno) }
        v6 = socket(AF_INET6, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), Int32(IPPROTO_RAW))
        guard v6 >= 0 else {
            let cause = errno
            close(v4)
            throw Self.error("IPv6", cause)
        }
    }

    deinit {
        close(v4)
        close(v6)
    }

    /// Sends a packet to the destination in its header; returns whether the kernel accepted it.
    func send(_ packet: [UInt8]) -> Bool {
        packet.withUnsafeBytes { bytes in
            switch bytes.first.map({ $0 >> 4 }) {
            case 4 where bytes.count >= 20:
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_addr = bytes.loadUnaligned(fromByteOffset: 16, as: in_addr.self)
                return Self.send(bytes, to: &address, by: v4)
            case 6 where bytes.count >= 40:
                var address = sockaddr_in6()
                address.sin6_family = sa_family_t(AF_INET6)
                address.sin6_addr = bytes.loadUnaligned(fromByteOffset: 24, as: in6_addr.self)
                return Self.send(bytes, to: &address, by: v6)
            default:
                return false
            }
        }
    }

    private static func send<Address>(
        _ bytes: UnsafeRawBufferPointer, to address: inout Address, by descriptor: Int32
    ) -> Bool {
        withUnsafeBytes(of: &address) { address in
            let generic = address.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            let count = sendto(
                descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT), generic,
                socklen_t(address.count)
            )
            return count == bytes.count
        }
    }

    private static func error(_ family: String, _ cause: Int32) -> ManglingError {
        cause == EPERM || cause == EACCES
            ? ManglingError(
                .privilege,
                "a raw \(family) socket needs CAP_NET_RAW in the network namespace; run as root or in a user namespace",
                cause: cause
            )
            : ManglingError(.socket, "cannot make a raw \(family) socket; enable \(family) in the kernel", cause: cause)
    }
}
