/// The parts of a sandbox: addresses, files and storage.
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
        /// It is a program.
        package let isExecutable: Bool

        package init(_ path: String, _ text: String, isExecutable: Bool = false) {
            self.path = path
            self.text = text
            self.isExecutable = isExecutable
        }
    }

    /// A device with a file system for the storage.
    package struct Device: Sendable, Equatable {
        /// As in `/dev/loop3`.
        package let path: String
        /// As in `ext4`.
        package let type: String
        /// For mount(8).
        package let options: String

        package init(_ path: String, type: String, options: String) {
            self.path = path
            self.type = type
            self.options = options
        }
    }

    /// The addresses of the node.
    package var node: [Address]
    /// The router's addresses on the node's side, which are the node's default gateways.
    package var nodeGateways: [Address]
    /// The addresses of the services, one per role and family.
    package var net: [Address]
    /// The router's addresses on the services' side, which are their default gateways.
    package var netGateways: [Address]
    package var files: [File]
    /// Folders of which the node sees nothing but `files`, whatever the host has there.
    package var emptied: [String]
    /// The size in bytes of the file system at `Sandbox.storagePath`.
    package var storageSize: Int
    /// What is mounted there; nil for memory.
    package var storageDevice: Device?
    /// The root file system under the node's overlay; `/` for this machine's.
    package var baseFolder: String
    /// Files of this machine that stand in front of those of the root.
    package var placed: [PlacedFile]
    /// What the node's programs may be limited by; see `Sandbox.limit`.
    package var controllers: Set<Controller>

    package init(
        node: [Address], nodeGateways: [Address], net: [Address], netGateways: [Address], files: [File] = [],
        emptied: [String] = [], storageSize: Int, storageDevice: Device? = nil, baseFolder: String = "/",
        placed: [PlacedFile] = [], controllers: Set<Controller> = []
    ) {
        self.placed = placed
        self.node = node
        self.nodeGateways = nodeGateways
        self.net = net
        self.netGateways = netGateways
        self.files = files
        self.emptied = emptied
        self.storageSize = storageSize
        self.storageDevice = storageDevice
        self.baseFolder = baseFolder
        self.controllers = controllers
    }
}
