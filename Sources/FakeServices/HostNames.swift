import Faults

/// The names under which clients reach the hosts, and whether these share a port.
package struct HostNames: Sendable, Equatable {
    /// The DNS name or address of a role; a role that is not in it has its own name, as in `registry.test`.
    private let names: [Role: String]
    /// Names and addresses that are in the certificates of all hosts too.
    package let alternatives: [String]
    /// Whether all hosts listen where the registry does, and are told apart by these names.
    package let isOnePort: Bool

    /// Makes names; by default those of the sandbox, where every role has addresses of its own.
    package init(_ names: [Role: String] = [:], alternatives: [String] = [], isOnePort: Bool = false) {
        self.names = names
        self.alternatives = alternatives
        self.isOnePort = isOnePort
    }

    /// The name or address of a role.
    package subscript(role: Role) -> String { names[role] ?? role.hostName }

    /// The names in a role's certificate, its own first.
    func certified(_ role: Role) -> [String] {
        let own = self[role]
        return [own] + alternatives.filter { $0 != own }
    }
}
