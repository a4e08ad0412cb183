import Sandboxing

/// The configuration that skopeo, podman and buildah share: the files of containers/image.
enum ContainersConfiguration {
    /// For `--authfile` (containers-auth.json(5)).
    static let authFile = Sandbox.homePath + "/auth.json"

    static func files(for pull: PullRequest) -> [SandboxPlan.File] {
        var files = [
            // containers-policy.json(5): signatures are not what is tested here.
            SandboxPlan.File(
                "/etc/containers/policy.json", #"{"default": [{"type": "insecureAcceptAnything"}]}"# + "\n"),
            SandboxPlan.File("/etc/containers/registries.conf", "unqualified-search-registries = []\n"),
        ]
        if let credentials = pull.credentials {
            let secret = Base64.encoded("\(credentials.user):\(credentials.password)")
            files.append(
                SandboxPlan.File(authFile, #"{"auths": {"\#(pull.registry)": {"auth": "\#(secret)"}}}"# + "\n")
            )
        }
        return files
    }
}
