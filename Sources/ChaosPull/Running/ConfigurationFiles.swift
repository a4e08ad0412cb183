import Faults
import Sandboxing

/// A puller's own configuration, right and with a mistake, as files of the node.
struct ConfigurationFiles: Sendable {
    private let right: [SandboxPlan.File]
    private let wrong: [SandboxPlan.File]

    init(right: [SandboxPlan.File], wrong: [SandboxPlan.File]) {
        self.right = right
        self.wrong = wrong
    }

    private var changed: [SandboxPlan.File] { wrong.filter { !right.contains($0) } }

    /// The files that differ, by path.
    var paths: [String] { changed.map(\.path) }

    /// Writes the wrong files, and notes them and the folders that are made for them, as not read yet.
    var apply: String {
        let seen = #""$NOTES/$MARK.seen""#
        let files = changed.map { file in
            let path = ShellWord.quoted(file.path)
            return """
                folder=$(dirname \(path))
                [ -d "$folder" ] || { mkdir -p "$folder"; echo "$folder" >>\(seen); }
                printf %s \(ShellWord.quoted(file.text)) >\(path); echo \(path) >>\(seen)
                """
        }
        return files.joined(separator: "\n") + "\nwhile read -r file; do touch -a -d @0 \"$file\"; done <\(seen)\n"
    }

    /// Writes the right files, or removes what should not be there.
    var undo: String {
        changed.map { file in
            let path = ShellWord.quoted(file.path)
            guard let right = right.first(where: { $0.path == file.path }) else { return "rm -f \(path)" }
            return "printf %s \(ShellWord.quoted(right.text)) >\(path)"
        }.joined(separator: "\n")
    }
}
