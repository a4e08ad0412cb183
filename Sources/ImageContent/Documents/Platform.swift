/// The machine that an image is made for, as the Go toolchain names it.
///
/// OCI image specification, image-index.md, "platform".
package struct Platform: Codable, Equatable, Sendable {
    /// The processor, such as `amd64`.
    package var architecture: String
    /// The operating system, such as `linux`.
    package var os: String
    /// The kind of processor, such as `v7`.
    package var variant: String?

    package init(architecture: String, os: String, variant: String? = nil) {
        self.architecture = architecture
        self.os = os
        self.variant = variant
    }

    /// The platform this program was built for, with `linux` as the system: what pullers on this machine ask for.
    package static var host: Platform {
        #if arch(x86_64)
        Platform(architecture: "amd64", os: "linux")
        #elseif arch(arm64)
        Platform(architecture: "arm64", os: "linux")
        #elseif arch(riscv64)
        Platform(architecture: "riscv64", os: "linux")
        #elseif arch(powerpc64le)
        Platform(architecture: "ppc64le", os: "linux")
        #elseif arch(s390x)
        Platform(architecture: "s390x", os: "linux")
        #else
        Platform(architecture: "unknown", os: "linux")
        #endif
    }
}
