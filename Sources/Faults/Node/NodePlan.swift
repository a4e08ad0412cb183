/// The node before it starts: its disk, resolver, routes, ports and buffers; node faults edit it.
package struct NodePlan: Sendable, Equatable {
    /// Size of the file system under the puller's storage, in bytes.
    package var storageSize: Int
    /// What the file system is given when the faults are lifted.
    package let healthyStorageSize: Int
    package var isStorageReadOnly = false
    package var resolver: ResolverConfiguration
    /// What the resolver is told when the faults are lifted.
    package let healthyResolver: ResolverConfiguration
    /// Routes that lead nowhere until the faults are lifted; nil for none.
    package var brokenRoute: BrokenRoute?
    /// The protocol whose ephemeral ports are all taken until the faults are lifted; nil for neither.
    package var takenPorts: PortProtocol?
    /// Bytes of receive buffer of each TCP socket until the faults are lifted; nil for what the kernel gives.
    package var receiveBuffer: Int?

    package init(storageSize: Int, resolver: ResolverConfiguration = ResolverConfiguration()) {
        self.storageSize = storageSize
        healthyStorageSize = storageSize
        self.resolver = resolver
        healthyResolver = resolver
    }
}
