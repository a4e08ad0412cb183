import Faults
import ImageContent
import WireFormats

/// The transport of requests to registry, token service and CDN.
package enum Scheme: String, Sendable, Codable, CaseIterable {
    case https, http

    /// The default port of the scheme (RFC 9110 section 4.2).
    package var defaultPort: UInt16 { self == .https ? 443 : 80 }
}

/// An address and port that a service listens on; port 0 lets the kernel choose.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// The address.
    package let address: IPAddress
    /// The port.
    package let port: UInt16

    /// Makes an endpoint.
    package init(_ address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// The endpoint as in a URL, with an IPv6 address in brackets (RFC 3986 section 3.2.2).
    package var description: String { address.isV4 ? "\(address):\(port)" : "[\(address)]:\(port)" }
}

/// What the services of one run serve, where, and with which faults.
package struct ServicesPlan: Sendable {
    /// The credentials for the token service.
    package struct Credentials: Sendable, Equatable {
        /// The user name.
        package var user: String
        /// The password.
        package var password: String

        /// Makes credentials.
        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// The settings of the proxy.
    package struct Proxy: Sendable, Equatable {
        /// The required credentials; nil for none.
        package var credentials: Credentials?

        /// Makes a proxy.
        package init(credentials: Credentials? = nil) { self.credentials = credentials }

        /// The port: that of Squid (squid.conf, `http_port`), which is usual for proxies.
        package static let port: UInt16 = 3128
    }

    /// The image that registry and CDN serve.
    package var image: ServedImage
    /// The image once every image fault is lifted; nil for the same one.
    package var healthyImage: ServedImage?
    /// The image with some of the image faults, where they have conditions; nil if all hold for every answer.
    package var imageVariants: ImageVariants?
    /// The mirror's image while image faults are in force; nil without a mirror.
    package var mirrorImage: ServedImage?
    /// The image of another repository that has the lowest layers of the image; nil for none.
    package var baseImage: ServedImage?
    /// What the tag names when the registry is first asked for it; nil for the image itself.
    package var formerImage: ServedImage?
    /// The transport of HTTP.
    package var scheme: Scheme
    /// Whether the hosts offer HTTP/2 by ALPN.
    package var offersHTTP2: Bool
    /// Whether the registry answers in plain HTTP too, on port 80 beside that of TLS.
    package var hasPlainPort: Bool
    /// How the registry behaves where registries differ.
    package var behavior: RegistryBehavior
    /// The required credentials; nil grants a token to everybody.
    package var credentials: Credentials?
    /// Whether the registry redirects blobs to the CDN instead of serving them.
    package var redirectsBlobs: Bool
    /// The proxy; nil for none, so nothing listens at its addresses.
    package var proxy: Proxy?
    /// All armed faults of the run, in the order of the scenario; those of planes without a service are ignored.
    package var faults: [ArmedFault]
    /// The lifetime of a token in seconds.
    package var tokenLifetime: Int
    /// Where each role listens; nil for the role's own addresses with the standard ports.
    package var bindAddresses: [Role: [Endpoint]]?
    /// The names under which clients reach the roles.
    package var names: HostNames

    /// Makes a plan for an image; by default anonymous, over TLS, with redirected blobs.
    package init(
        image: ServedImage,
        healthyImage: ServedImage? = nil,
        imageVariants: ImageVariants? = nil,
        mirrorImage: ServedImage? = nil,
        baseImage: ServedImage? = nil,
        formerImage: ServedImage? = nil,
        scheme: Scheme = .https,
        offersHTTP2: Bool = false,
        hasPlainPort: Bool = false,
        behavior: RegistryBehavior = RegistryBehavior(),
        credentials: Credentials? = nil,
        redirectsBlobs: Bool = true,
        proxy: Proxy? = nil,
        faults: [ArmedFault] = [],
        tokenLifetime: Int = 300,
        bindAddresses: [Role: [Endpoint]]? = nil,
        names: HostNames = HostNames()
    ) {
        self.image = image
        self.healthyImage = healthyImage
        self.imageVariants = imageVariants
        self.mirrorImage = mirrorImage
        self.baseImage = baseImage
        self.formerImage = formerImage
        self.scheme = scheme
        self.offersHTTP2 = offersHTTP2
        self.hasPlainPort = hasPlainPort
        self.behavior = behavior
        self.credentials = credentials
        self.redirectsBlobs = redirectsBlobs
        self.proxy = proxy
        self.faults = faults
        self.tokenLifetime = tokenLifetime
        self.bindAddresses = bindAddresses
        self.names = names
    }

    /// The roles that speak HTTP.
    package var httpRoles: [Role] { [.registry, .auth, .cdn] + (mirrorImage == nil ? [] : [.mirror]) }

    /// The port of DNS (RFC 1035 section 4.2).
    private static let dnsPort: UInt16 = 53

    /// Where a role listens.
    func endpoints(of role: Role) -> [Endpoint] {
        if let bindAddresses { return bindAddresses[role] ?? [] }
        let port =
            switch role {
            case .dns: Self.dnsPort
            case .proxy: Proxy.port
            default: scheme.defaultPort
            }
        return role.addresses.map { Endpoint($0, port: port) }
    }

    /// Where the registry answers in plain HTTP beside TLS; nowhere without such a port.
    var plainEndpoints: [Endpoint] {
        guard hasPlainPort, scheme == .https else { return [] }
        return endpoints(of: .registry).map { endpoint in
            // A port that the kernel chooses stays its choice.
            Endpoint(endpoint.address, port: endpoint.port == 0 ? 0 : Scheme.http.defaultPort)
        }
    }

    /// Where clients reach the roles that speak HTTP, whose sockets are at these endpoints.
    func origins(at endpoints: [Role: [Endpoint]]) -> [Role: Origin] {
        Dictionary(
            uniqueKeysWithValues: httpRoles.map { role in
                let port = endpoints[names.isOnePort ? .registry : role]?.first?.port ?? scheme.defaultPort
                return (role, Origin(scheme, names[role], port: port))
            })
    }

    /// Where the silent DNS server listens; nowhere if a test chooses the addresses.
    var silentEndpoints: [Endpoint] {
        bindAddresses == nil ? WorldAddress.silent.addresses.map { Endpoint($0, port: Self.dnsPort) } : []
    }
}
