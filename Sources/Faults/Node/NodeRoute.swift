import SystemCalls

/// Breaks the node's routes to the services, or to one of them.
package struct NodeRoute: NodeFault {
    package static let name = "node.route"
    package static let summary = "break the node's routes to the services"
    static let how = Parameter(
        "how", .word(RouteFailure.self, called: "way to break a route"),
        "what connect(2) meets: missing ENETUNREACH, unreachable EHOSTUNREACH, prohibited EACCES, and blackhole EINVAL")
    static let service = Parameter(
        "to", .word(among: Role.services, called: "service"), otherwise: "all",
        "the only service that cannot be reached, of either family")
    package static let parameters: [any ParameterDeclaration] = [how, service]

    private let how: RouteFailure
    private let service: Role?

    package init(_ fields: Fields) throws(LanguageError) {
        how = try fields.value(of: Self.how)
        service = try fields.value(of: Self.service)
    }

    package var slots: [Slot] { [Slot(service.map { "the route to \($0.rawValue)" } ?? "the routes to all services")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        let (breaking, mending) = commands
        return WorldChange(
            [.script(.node, apply: Self.batch(breaking), undo: Self.batch(mending))],
            proofs: [.failedCall([FailedCallFilter(how.error, from: .reaching)])]
        )
    }

    private static func batch(_ commands: [String]) -> String {
        "ip -batch - <<END\n\(commands.joined(separator: "\n"))\nEND"
    }

    /// Commands for `ip -batch`, which reads the family from the prefix.
    private var commands: (breaking: [String], mending: [String]) {
        if how == .missing, service == nil {
            let gateway = RouterAddress.nodeSide
            let routes = ["0.0.0.0/0 via \(gateway.ipv4)", "::/0 via \(gateway.ipv6)"].map {
                $0 + " dev $NODE_LINK"
            }
            return (routes.map { "route delete \($0)" }, routes.map { "route add \($0)" })
        }
        let destinations =
            service.map { ["\($0.ipv4)/32", "\($0.ipv6)/128"] } ?? ["198.18.1.0/24", "2001:db8:1::/64"]
        return (
            destinations.map { "route add \(how.type) \($0)" }, destinations.map { "route delete \(how.type) \($0)" }
        )
    }
}

/// The ways in which a route leads nowhere (ip-route(8)).
public enum RouteFailure: String, Sendable, CaseIterable {
    /// There is none.
    case missing
    /// It says that the host is unreachable.
    case unreachable
    /// It says that it is forbidden.
    case prohibited
    /// It drops what it is given.
    case blackhole
}

extension RouteFailure {
    /// The type of route (ip-route(8)); a lookup treats `throw` as no route.
    fileprivate var type: String {
        switch self {
        case .missing: "throw"
        case .unreachable: "unreachable"
        case .prohibited: "prohibit"
        case .blackhole: "blackhole"
        }
    }

    /// What connect(2) meets (ip-route(8), "TYPE").
    fileprivate var error: SystemError {
        switch self {
        case .missing: .networkUnreachable
        case .unreachable: .hostUnreachable
        case .prohibited: .accessDenied
        case .blackhole: .invalid
        }
    }
}

extension InjectedFault {
    /// Breaks the node's routes to the services: `node.route`.
    ///
    /// - Parameters:
    ///   - how: what becomes of them.
    ///   - service: the only one that cannot be reached; all without it.
    public static func nodeRoute(_ how: RouteFailure, to service: Role? = nil) -> InjectedFault {
        InjectedFault(NodeRoute.self, NodeRoute.how(how), NodeRoute.service(service))
    }
}
