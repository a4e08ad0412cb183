import Sandboxing

/// The hosts that stand for a registry, in the file that containerd's clients and daemons read (containerd, docs/hosts.md).
enum RegistryHosts {
    /// The file in the folder of such files; nil where nothing has to be said, as of a registry that speaks HTTPS.
    ///
    /// The registry stands in it once, as `server`, which is asked after all hosts. As a host it would be asked twice, so
    /// that one answer with an error would end no pull. No authority is named: the system's store has it.
    static func file(for pull: PullRequest, in folder: String) -> SandboxPlan.File? {
        guard pull.isInsecure || pull.mirror != nil else { return nil }
        let scheme = pull.isInsecure ? "http://" : "https://"
        var text = "server = \"\(scheme)\(pull.registry)\"\n"
        if let mirror = pull.mirror {
            let capabilities = mirror.isForTags ? #""pull", "resolve""# : #""pull""#
            text += """
                [host."\(scheme)\(mirror.host)"]
                  capabilities = [\(capabilities)]

                """
        } else {
            // containerd before 2 refuses the whole file without this table (remotes/docker/config/hosts.go).
            text += "[host]\n"
        }
        return SandboxPlan.File("\(folder)/\(pull.registry)/hosts.toml", text)
    }
}
