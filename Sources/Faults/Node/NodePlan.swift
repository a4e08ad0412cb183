/// The node before it starts: its disk and its resolver; node faults edit it.
package struct NodePlan: Sendable, Equatable {
    /// Size of the file system under the puller's storage, in bytes.
    package var storageSize: Int
    /// What the file system is given when the faults are lifted.
    package let healthyStorageSize: Int
    package var isStorageReadOnly = false
    package var nameservers: [String]

    package init(storageSize: Int, nameservers: [String] = [Role.dns.ipv4]) {
        self.storageSize = storageSize
        healthyStorageSize = storageSize
        self.nameservers = nameservers
    }

    /// The text of the node's resolver configuration (resolv.conf(5)).
    package var resolvConf: String { nameservers.map { "nameserver \($0)\n" }.joined() }
}
