import Sandboxing

/// The hosts that stand for a registry, in the file that containerd's clients and daemons read (containerd, docs/hosts.md).
package enum RegistryHosts {
    /// The file in the folder of such files; nil where nothing has to be said, as of a registry that speaks HTTPS.
    ///
    /// The registry stands in it once, as `server`, which is asked after all hosts. As a host it would be asked twice, so
    /// that one answer with an error would end no pull. No authority is named: the system's store has it.
    static func file(for pull: PullRequest, in folder: String) -> SandboxPlan.File? {
        guard pull.isInsecure || pull.mirror != nil else { return nil }
        let scheme = pull.isInsecure ? "http://" : "https://"
        var hosts = pull.mirror.map { [$0.host] } ?? []
        var namespace = pull.registry
        var hasServer = true
        switch pull.settings.hosts {
        case .withServer: break
        case .withoutServer: hasServer = false
        case .wildcard: (hasServer, namespace) = (false, "_default")
        case .twoMirrors(let dead): hosts.insert(dead, at: 0)
        }
        let text = Self.text(
            server: hasServer ? scheme + pull.registry : nil, mirrors: hosts.map { scheme + $0 },
            areForTags: pull.mirror?.isForTags ?? true)
        return SandboxPlan.File("\(folder)/\(namespace)/hosts.toml", text)
    }

    /// What the file says, with URLs.
    ///
    /// - Parameters:
    ///   - server: asked after the mirrors; nil for the registry that the reference names.
    ///   - authority: a file beside this one with what the hosts' certificates are checked by; nil for the system's store.
    package static func text(
        server: String?, mirrors: [String], areForTags: Bool, authority: String? = nil
    ) -> String {
        let trust = authority.map { "ca = \"\($0)\"\n" } ?? ""
        let capabilities = areForTags ? #""pull", "resolve""# : #""pull""#
        let hosts = mirrors.map { mirror in
            "[host.\"\(mirror)\"]\n  capabilities = [\(capabilities)]\n" + (trust.isEmpty ? "" : "  " + trust)
        }
        // containerd before 2 refuses the whole file without this table (remotes/docker/config/hosts.go).
        let table = hosts.isEmpty ? "[host]\n" : hosts.joined()
        return (server.map { "server = \"\($0)\"\n" + trust } ?? "") + table
    }
}
