/// Breaks the node's routes to the services, or to one of them.
package struct NodeRoute: NodeFault {
    package static let name = "node.route"
    package static let summary = "break the node's routes to the services"
    package static let parameters = [
        Parameter(
            "how", BrokenRoute.How.allCases.map(\.rawValue).joinedByOr,
            "what connect(2) meets: missing ENETUNREACH, unreachable EHOSTUNREACH, prohibited EACCES, and blackhole EINVAL",
            isRequired: true),
        Parameter(
            "to", "a role such as 'registry'",
            "the only service that cannot be reached, of either family; all without it"),
    ]
    package let sign = NodeSign.noRoute

    private let route: BrokenRoute

    package init(_ fields: Fields) throws(LanguageError) {
        let how = try fields.required("how", "what becomes of the routes, such as missing")
            .word(BrokenRoute.How.self, called: "way to break a route")
        let service = try fields.read("to") { (e) throws(LanguageError) in
            let role = try e.word(Role.self, called: "role")
            guard role != .node else { throw e.error("the node needs no route to itself; expected a service") }
            return role
        }
        route = BrokenRoute(how: how, to: service)
    }

    package func edit(_ node: inout NodePlan) { node.brokenRoute = route }
}

/// Routes of the node that lead nowhere.
package struct BrokenRoute: Sendable, Equatable {
    package typealias How = RouteFailure

    package var how: How
    /// The only service that cannot be reached; nil for all.
    package var to: Role?
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

extension InjectedFault {
    /// Breaks the node's routes to the services: `node.route`.
    ///
    /// - Parameters:
    ///   - how: what becomes of them.
    ///   - service: the only one that cannot be reached; all without it.
    public static func nodeRoute(_ how: RouteFailure, to service: Role? = nil) -> InjectedFault {
        InjectedFault(NodeRoute.self, [("how", how.rawValue), ("to", service?.rawValue)])
    }
}
