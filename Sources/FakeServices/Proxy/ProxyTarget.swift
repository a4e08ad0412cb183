import Faults
import WireFormats

/// The target of a request to the proxy (RFC 9112 section 3.2).
struct ProxyTarget: Equatable {
    /// The host as written, without the brackets of an IPv6 address.
    let host: String
    let port: UInt16
    /// The path for the next hop; nil for a tunnel.
    let path: String?

    /// Reads the authority-form of CONNECT or the absolute-form of other methods; nil for anything else.
    init?(method: String, target: String) {
        if method == "CONNECT" {
            guard let (host, port) = Self.authority(target[...]), let port else { return nil }
            (self.host, self.port, path) = (host, port, nil)
            return
        }
        let scheme = "http://"
        guard target.lowercased().hasPrefix(scheme) else { return nil }
        let rest = target.dropFirst(scheme.count)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard let (host, port) = Self.authority(rest[..<end]) else { return nil }
        let tail = rest[end...]
        (self.host, self.port) = (host, port ?? Scheme.http.defaultPort)
        path = tail.hasPrefix("/") ? String(tail) : "/" + tail
    }

    /// The role with this name or address; nil if it is not behind the proxy.
    var role: Role? {
        let name = host.lowercased()
        let role = IPAddress(name).map { Role(address: $0) } ?? Role.allCases.first { $0.hostName == name }
        return role.flatMap { Role.behindProxy.contains($0) ? $0 : nil }
    }

    private static func authority(_ text: Substring) -> (host: String, port: UInt16?)? {
        var host = text
        var port: UInt16?
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(digits), number > 0 else {
                return nil
            }
            (host, port) = (text[..<colon], number)
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty, !host.contains(where: { "@/[]".contains($0) || $0.isWhitespace }) else { return nil }
        return (String(host), port)
    }
}

/// The addresses to which the proxy may connect: those on which services of the run listen.
struct ProxyRoutes: Sendable {
    let endpoints: [Role: [Endpoint]]

    /// The address where a service listens on this port; nil if none does.
    func endpoint(of role: Role, port: UInt16) -> Endpoint? {
        endpoints[role]?.first { $0.port == port }
    }
}
