import Sandboxing

/// The configuration that skopeo, podman and buildah share: the files of containers/image.
enum ContainersConfiguration {
    /// For `--authfile` (containers-auth.json(5)).
    static let authFile = Sandbox.homePath + "/auth.json"

    static func files(for pull: PullRequest) -> [SandboxPlan.File] {
        let files = [
            // containers-policy.json(5): signatures are not tested here.
            SandboxPlan.File(
                "/etc/containers/policy.json", #"{"default": [{"type": "insecureAcceptAnything"}]}"# + "\n"),
            registries(for: pull),
        ]
        return files + DockerCredentials.files(for: pull, at: authFile)
    }

    /// References contain the registry's name; a mirror is configured with the registry
    /// (containers-registries.conf(5)).
    static func registries(for pull: PullRequest) -> SandboxPlan.File {
        var text = "unqualified-search-registries = []\n"
        if let mirror = pull.mirror {
            text += """
                [[registry]]
                location = "\(pull.registry)"
                insecure = \(pull.isInsecure)
                [[registry.mirror]]
                location = "\(mirror.host)"
                insecure = \(pull.isInsecure)

                """
        }
        return SandboxPlan.File("/etc/containers/registries.conf", text)
    }

    /// A mirror for digests only is not asked at all in a pull by tag.
    static func objection(to pull: PullRequest) -> String? {
        pull.mirror?.isForTags == false
            ? "with pull-from-mirror = \"digest-only\" it asks the mirror for nothing where the image is named by a tag"
            : nil
    }
}
