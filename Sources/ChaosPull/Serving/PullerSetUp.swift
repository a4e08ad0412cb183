import FakeServices
import Pullers
import WireFormats

/// How docker, containerd, podman and their kin are told of a registry and of its authority.
struct PullerSetUp: Sendable {
    private let registry: Origin
    private let mirror: Origin?
    private let isMirrorForTags: Bool
    private let image: String
    private let folder: String

    /// - Parameter folder: the folder with the files, in shell syntax.
    init(_ registries: ServingGuide.Registries, image: String, folder: String) {
        registry = registries.registry
        mirror = registries.mirror
        isMirrorForTags = registries.isMirrorForTags
        self.image = image
        self.folder = folder
    }

    private var isSecure: Bool { registry.scheme == .https }
    private var certificates: String { "\(folder)/certs.d/\(registry.authority)" }

    var lines: [String] { docker + containerd + podman }

    /// A path without `/` at its start is below the file's folder (containerd, docs/hosts.md).
    var hostsTOML: String {
        RegistryHosts.text(
            server: "\(registry)", mirrors: [mirror].compactMap { $0?.description }, areForTags: isMirrorForTags,
            authority: isSecure ? "ca.crt" : nil)
    }

    var registriesConf: String {
        ContainersConfiguration.registry(
            registry.authority, isInsecure: !isSecure,
            mirror: mirror.map { PullRequest.Mirror(host: $0.authority, isForTags: isMirrorForTags) })
    }

    private func trust(in folder: String) -> [String] {
        ["  mkdir -p \(folder)", "  cp -r \(certificates) \(folder)/"]
    }

    /// docker, "Verify repository client with certificates" and "Test an insecure registry".
    private var docker: [String] {
        var lines = ["docker (dockerd reads the folder at each pull, so it is not restarted):"]
        if isSecure {
            lines += trust(in: "/etc/docker/certs.d")
            if IPAddress(registry.name)?.isLoopback == true || registry.name == "localhost" {
                lines.append("  # dockerd accepts any certificate of 127.0.0.0/8; faults of TLS need another address")
            }
        } else {
            lines = ["docker (in /etc/docker/daemon.json; then 'systemctl reload docker'):"]
            lines.append("  {\"insecure-registries\": [\"\(registry.authority)\"]}")
        }
        return lines + ["  docker pull \(image)"]
    }

    private var containerd: [String] {
        let hosts = hostsTOML.split(separator: "\n").map { "    " + $0 }
        return [
            "containerd (of the CRI: the same folder below the config_path of its registries):",
            "  ctr images pull --hosts-dir \(folder)/certs.d \(image)",
            "  # \(certificates)/hosts.toml says:",
        ] + hosts
    }

    private var podman: [String] {
        var lines = ["podman, buildah and skopeo:"]
        if isSecure { lines += trust(in: "/etc/containers/certs.d") }
        if mirror != nil || !isSecure {
            lines.append("  cp \(folder)/registries.conf /etc/containers/registries.conf.d/chaospull.conf")
        }
        return lines + ["  podman pull \(image)"]
    }
}
