import FakeServices
import Faults
import Judging
import WireFormats

/// Where a scenario is served, and under which names clients that are not in a sandbox reach it.
package struct ServingPlace: Sendable, Equatable {
    /// The first port unless another is given: the one in the documents of Docker's registry.
    package static let usualPort = 5000
    /// The address unless another is given: no other machine reaches it.
    package static let usualAddress = "127.0.0.1"

    private static let largestPort = 65_535
    /// The most hosts of a scenario: registry, auth, cdn, mirror.
    private static let mostHosts = 4

    package let address: IPAddress
    /// Whether all hosts share a port and are told apart by their names.
    package let isOnePort: Bool
    private let firstPort: UInt16
    private let name: String?

    /// - Parameters:
    ///   - listen: an address of this machine, or `0.0.0.0` or `::` for all of them.
    ///   - port: the registry's; the next ones are those of the other hosts. With 0 the kernel chooses.
    ///   - name: the name or address that clients use; nil for `listen`, or for names such as `registry.test` if all
    ///     hosts share a port.
    /// - Throws: `ChaosPullError` that names the value.
    package init(
        listen: String = usualAddress, port: Int = usualPort, name: String? = nil, isOnePort: Bool = false
    ) throws(ChaosPullError) {
        guard let address = IPAddress(listen) else {
            throw ChaosPullError(
                "--listen '\(listen.clipped)' is no address; expected one of this machine, as in 127.0.0.1 or 0.0.0.0")
        }
        let ports = 0...(isOnePort ? Self.largestPort : Self.largestPort - Self.mostHosts + 1)
        guard ports.contains(port) else {
            throw ChaosPullError("--port is \(port); expected 0 to \(ports.upperBound)")
        }
        if let name { try Self.check(name, isOnePort: isOnePort) }
        if name == nil, !isOnePort, address.isUnspecified {
            throw ChaosPullError(
                "--listen \(listen) means all addresses of this machine; expected --name too, with the one that clients use"
            )
        }
        self.address = address
        self.name = name
        self.isOnePort = isOnePort
        firstPort = UInt16(port)
    }

    private static func check(_ name: String, isOnePort: Bool) throws(ChaosPullError) {
        let isAddress = IPAddress(name) != nil
        guard isAddress || isHostName(name) else {
            throw ChaosPullError(
                "--name '\(name.clipped)' is no name of a host; expected a DNS name or an address, as in registry.example"
            )
        }
        if isOnePort, isAddress {
            throw ChaosPullError(
                "--name \(name) is an address, and hosts that share a port need names; expected a DNS name, or no --name"
            )
        }
    }

    /// Labels of letters, digits and hyphens (RFC 1123 section 2.1), as long as DNS allows (RFC 1035 section 2.3.4).
    private static func isHostName(_ text: String) -> Bool {
        // The longest name in front of it is `registry.`.
        guard text.utf8.count <= 253 - "registry.".utf8.count else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }

    /// Where the hosts listen.
    func endpoints(of roles: [Role]) -> [Role: [Endpoint]] {
        if isOnePort { return [.registry: [Endpoint(address, port: firstPort)]] }
        return Dictionary(
            uniqueKeysWithValues: roles.enumerated().map { place, role in
                (role, [Endpoint(address, port: firstPort == 0 ? 0 : firstPort + UInt16(place))])
            })
    }

    /// The names in URLs and certificates.
    func names(of roles: [Role]) -> HostNames {
        let names = roles.map { role in (role, name(of: role)) }
        return HostNames(
            Dictionary(uniqueKeysWithValues: names),
            alternatives: address.isUnspecified ? ["localhost"] : ["\(address)", "localhost"], isOnePort: isOnePort)
    }

    private func name(of role: Role) -> String {
        guard isOnePort else { return name ?? "\(address)" }
        guard let name else { return role.hostName }
        return role == .registry ? name : "\(role.rawValue).\(name)"
    }
}

extension IPAddress {
    /// `0.0.0.0` or `::`, which stand for all addresses of a machine (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.2).
    var isUnspecified: Bool { high == 0 && low == 0 }

    /// Of 127.0.0.0/8 (RFC 1122 section 3.2.1.3), or `::1` (RFC 4291 section 2.5.3).
    var isLoopback: Bool { isV4 ? low >> 24 == 127 : high == 0 && low == 1 }
}
