import WireFormats

/// Where clients reach a host: scheme, name and port (RFC 6454 section 4).
package struct Origin: Hashable, Sendable, CustomStringConvertible {
    /// The transport.
    package let scheme: Scheme
    /// A DNS name, or an address without brackets.
    package let name: String
    /// The port.
    package let port: UInt16

    /// Makes an origin.
    package init(_ scheme: Scheme, _ name: String, port: UInt16) {
        self.scheme = scheme
        self.name = name
        self.port = port
    }

    /// Name and port as in references to images; the port only if it is not the scheme's own (RFC 9110 section 4.2).
    package var authority: String {
        port == scheme.defaultPort ? host : "\(host):\(port)"
    }

    /// The name as in URLs, with an IPv6 address in brackets (RFC 3986 section 3.2.2).
    package var host: String { IPAddress(name).map { $0.isV4 ? name : "[\(name)]" } ?? name }

    /// The beginning of its URLs, as in `https://registry.test`.
    package var description: String { "\(scheme.rawValue)://\(authority)" }
}
