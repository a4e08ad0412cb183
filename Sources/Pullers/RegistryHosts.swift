import Sandboxing

/// The hosts that stand for a registry, in the file that containerd's clients and daemons read (containerd, docs/hosts.md).
package enum RegistryHosts {
    /// The file in the folder of such files; nil where nothing has to be said, as of a registry that speaks HTTPS.
    ///
    /// The registry stands in it once, as `server`, which is asked after all hosts. As a host it would be asked twice, so
    /// that one answer with an error would end no pull. No authority is named: the system's store has it.
    static func file(for pull: PullRequest, in folder: String) -> SandboxPlan.File? {
        let scheme = pull.isInsecure ? "http://" : "https://"
        if case .mirror(let host) = pull.settings.mistake {
            let text = Self.text(server: scheme + host, mirrors: [], areForTags: true)
            return SandboxPlan.File("\(folder)/\(pull.registry)/hosts.toml", text)
        }
        guard pull.isInsecure || pull.mirror != nil else { return nil }
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

    /// Whether the file is there for the sake of a mistake.
    static func isWrong(for pull: PullRequest) -> Bool {
        if case .mirror = pull.settings.mistake { true } else { false }
    }

    /// A client's certificate without its key in the folder for a registry; none where that is no mistake to be made.
    static func certificates(for pull: PullRequest, in folder: String) -> [SandboxPlan.File] {
        guard pull.settings.mistake == .certificate else { return [] }
        return [SandboxPlan.File("\(folder)/\(pull.registry)/client.cert", "no certificate\n")]
    }

    /// The file and the authority that it names, which is none; nothing where that is no mistake to be made.
    static func authority(for pull: PullRequest, in folder: String) -> [SandboxPlan.File] {
        guard pull.settings.mistake == .certificate else { return [] }
        let (place, scheme) = ("\(folder)/\(pull.registry)", pull.isInsecure ? "http://" : "https://")
        let text = Self.text(
            server: scheme + pull.registry, mirrors: [], areForTags: true, authority: place + "/ca.crt")
        return [
            SandboxPlan.File(place + "/hosts.toml", text), SandboxPlan.File(place + "/ca.crt", "no certificate\n"),
        ]
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
