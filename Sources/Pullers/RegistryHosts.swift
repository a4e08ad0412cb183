import Sandboxing

/// The hosts for a registry, in the file that containerd's clients and daemons read (containerd, docs/hosts.md).
enum RegistryHosts {
    /// The file for the registry: the mirror first, if there is one, then the registry itself.
    static func file(for pull: PullRequest, in folder: String) -> SandboxPlan.File {
        let scheme = pull.isInsecure ? "http://" : "https://"
        let origin = scheme + pull.registry
        var text = "server = \"\(origin)\"\n"
        if let mirror = pull.mirror {
            text += host(scheme + mirror.host, mirror.isForTags ? ["pull", "resolve"] : ["pull"])
        }
        text += host(origin, ["pull", "resolve"])
        return SandboxPlan.File("\(folder)/\(pull.registry)/hosts.toml", text)
    }

    private static func host(_ url: String, _ capabilities: [String]) -> String {
        """
        [host."\(url)"]
          capabilities = [\(capabilities.map { "\"\($0)\"" }.joined(separator: ", "))]
          ca = "\(PullRequest.authorityPath)"

        """
    }
}
