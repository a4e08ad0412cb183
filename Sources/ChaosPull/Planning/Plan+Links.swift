import Faults
import Sandboxing

extension Plan {
    /// What the kernel does to the links.
    var linkShape: LinkShape {
        var shape = LinkShape()
        shape.rate = link.rate
        shape.mtu = link.mtu?.size
        shape.isMTUTold = link.mtu?.isTold ?? true
        shape.connections = link.connections
        shape.countedWindow = node.receiveBuffer
        return shape
    }

    /// Commands for `ip -batch` that break the node's routes, and those that mend them.
    var routeCommands: (breaking: [String], mending: [String]) {
        guard let route = node.brokenRoute else { return ([], []) }
        if route.how == .missing, route.to == nil {
            let gateway = RouterAddress.nodeSide
            // In a batch the family is read from the prefix.
            let routes = ["0.0.0.0/0 via \(gateway.ipv4) dev node0", "::/0 via \(gateway.ipv6) dev node0"]
            return (routes.map { "route delete \($0)" }, routes.map { "route add \($0)" })
        }
        // A route that throws is as none to whoever looks for one (ip-route(8)).
        let type =
            switch route.how {
            case .missing: "throw"
            case .unreachable: "unreachable"
            case .prohibited: "prohibit"
            case .blackhole: "blackhole"
            }
        let destinations =
            route.to.map { ["\($0.ipv4)/32", "\($0.ipv6)/128"] } ?? ["198.18.1.0/24", "2001:db8:1::/64"]
        return (
            destinations.map { "route add \(type) \($0)" }, destinations.map { "route delete \(type) \($0)" }
        )
    }
}
