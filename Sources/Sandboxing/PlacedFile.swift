/// A file of this machine that the node sees at another place, in front of what is there.
package struct PlacedFile: Sendable, Hashable {
    /// Its absolute path on this machine.
    package let source: String
    /// Its absolute path in the node.
    package let target: String

    package init(source: String, target: String) {
        self.source = source
        self.target = target
    }

    /// The folder in which the node sees it; empty for the root.
    package var targetFolder: String {
        target.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    /// The lines for sh(1) that put files into a root which is made of overlays; the files stay unchanged.
    ///
    /// A file that is a link there is replaced, for a mount would follow it out of the root.
    static func script(_ files: [PlacedFile], root: String) -> String {
        files.map { file in
            let target = HolderScript.quoted(root + file.target)
            return """
                if [ -L \(target) ] || [ ! -f \(target) ]; then
                    mkdir -p \(HolderScript.quoted(root + file.targetFolder))
                    rm -f \(target)
                    : >\(target)
                fi
                mount --bind \(HolderScript.quoted(file.source)) \(target)
                mount -o remount,bind,ro \(target)
                """
        }.joined(separator: "\n")
    }

    /// The words before a program that run it in a root with these files, in namespaces that end with it.
    ///
    /// - Parameter base: the root file system below; `/` for this machine's.
    package static func entering(_ files: [PlacedFile], base: String) throws -> [String] {
        let folders = base == "/" ? try HostMounts.current() : []
        let script = """
            set -e
            mount --make-rprivate /
            mount -t tmpfs -o mode=755 chaospull /run
            mkdir /run/root
            \(HolderScript.layers(over: base, folders))
            \(Self.script(files, root: "/run/root"))
            mount -t proc chaospull /run/root/proc
            mount --rbind /dev /run/root/dev
            exec chroot /run/root "$@"
            """
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script, "sh"]
    }
}
