import Sandboxing

/// The configuration that skopeo, podman and buildah share: the files of containers/image.
package enum ContainersConfiguration {
    /// For `--authfile` (containers-auth.json(5)).
    static let authFile = Sandbox.homePath + "/auth.json"

    /// What it remembers of blobs, beside the images (containers/image, pkg/blobinfocache: `systemBlobInfoCacheDir`).
    static let cache = "/var/lib/containers/cache"

    /// The lock of podman's and buildah's networks where netavark is not installed (common 0.50,
    /// libnetwork/cni/network.go: `NewCNINetworkInterface`).
    static let networkLock = "/etc/cni/net.d/cni.lock"

    static func files(for pull: PullRequest) -> [SandboxPlan.File] {
        let files =
            [
                // containers-policy.json(5): signatures are not tested here.
                SandboxPlan.File(
                    "/etc/containers/policy.json", #"{"default": [{"type": "insecureAcceptAnything"}]}"# + "\n"),
                registries(for: pull),
            ] + RegistryHosts.certificates(for: pull, in: "/etc/containers/certs.d")
        return files + DockerCredentials.files(for: pull, at: authFile)
    }

    /// References contain the registry's name; a mirror is configured with the registry
    /// (containers-registries.conf(5)).
    static func registries(for pull: PullRequest) -> SandboxPlan.File {
        var text = "unqualified-search-registries = []\n"
        if case .mirror(let host) = pull.settings.mistake {
            text += "[[registry]]\nprefix = \"\(pull.registry)\"\nlocation = \"\(host)\"\n"
        } else if let mirror = pull.mirror {
            text += registry(pull.registry, isInsecure: pull.isInsecure, mirror: mirror)
        }
        return SandboxPlan.File("/etc/containers/registries.conf", text)
    }

    /// The table about a registry and its mirror (containers-registries.conf(5)).
    package static func registry(_ location: String, isInsecure: Bool, mirror: PullRequest.Mirror?) -> String {
        var text = "[[registry]]\nlocation = \"\(location)\"\ninsecure = \(isInsecure)\n"
        if let mirror {
            text += "[[registry.mirror]]\nlocation = \"\(mirror.host)\"\ninsecure = \(isInsecure)\n"
            if !mirror.isForTags { text += "pull-from-mirror = \"digest-only\"\n" }
        }
        return text
    }

    /// What containers.conf(5) says, which skopeo does not read.
    static func engine(for pull: PullRequest) -> String {
        switch pull.settings.mistake {
        case .proxy(let address):
            "[engine]\nenv = [\"HTTPS_PROXY=http://\(address)\", \"HTTP_PROXY=http://\(address)\"]\n"
        case .dns(let server): "[containers]\ndns_servers = [\"\(server)\"]\n"
        default: ""
        }
    }

    /// Why podman and buildah cannot make a mistake; nil if they can.
    static func objection(to mistake: PullerSettings.Mistake) -> String? {
        mistake == .mtu ? "containers.conf has no MTU" : nil
    }

    /// A mirror for digests only is not asked at all in a pull by tag.
    static func objection(to pull: PullRequest) -> String? {
        pull.mirror?.isForTags == false
            ? "with pull-from-mirror = \"digest-only\" it asks the mirror for nothing where the image is named by a tag"
            : nil
    }
}
