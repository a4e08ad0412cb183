/// What a sandbox is made of: addresses, files and storage.
package struct SandboxPlan: Sendable, Equatable {
    /// One address of a namespace with its prefix length.
    package struct Address: Sendable, Equatable {
        package let address: String
        package let prefixLength: Int

        package init(_ address: String, _ prefixLength: Int) {
            self.address = address
            self.prefixLength = prefixLength
        }

        var isIPv6: Bool { address.contains(":") }
    }

    /// A text file in the node, by absolute path.
    package struct File: Sendable, Equatable {
        package let path: String
        package let text: String

        package init(_ path: String, _ text: String) {
            self.path = path
            self.text = text
        }
    }

    /// Of the puller's side.
    package var node: [Address]
    /// Of the router towards the node, the node's default routes.
    package var nodeGateways: [Address]
    /// Of the services' side, one per role and family.
    package var net: [Address]
    /// Of the router towards the services, their default routes.
    package var netGateways: [Address]
    package var files: [File]
    /// Bytes of the file system at `Sandbox.storagePath`.
    package var storageSize: Int
    /// The root file system that the node's own lies over; `/` for this machine's.
    package var baseFolder: String

    package init(
        node: [Address], nodeGateways: [Address], net: [Address], netGateways: [Address], files: [File] = [],
        storageSize: Int, baseFolder: String = "/"
    ) {
        self.node = node
        self.nodeGateways = nodeGateways
        self.net = net
        self.netGateways = netGateways
        self.files = files
        self.storageSize = storageSize
        self.baseFolder = baseFolder
    }
}
