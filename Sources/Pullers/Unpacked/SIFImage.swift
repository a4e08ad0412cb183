import ImageContent
import Sandboxing

/// What apptainer makes of the layers: one tree in a file system of its own, squashfs, in a file in its own format, SIF.
struct SIFImage {
    /// The path in the node.
    let path: String

    /// Where the tree is unpacked to be looked at, in the node's memory.
    private static let folder = "/run/chaospull/sif"

    func unpacked(in sandbox: Sandbox) async throws -> UnpackedImage {
        let (listed, table) = try await sandbox.output(Program("apptainer sif", "apptainer", ["sif", "list", path]))
        guard listed.isSuccess, let offset = Self.offset(in: table) else {
            throw TreeUnread("apptainer does not tell where the file system is in \(path): \(table.trimmed)")
        }
        _ = try await sandbox.output(Program("rm", "rm", ["-rf", Self.folder]))
        let (end, said) = try await sandbox.output(
            Program(
                "unsquashfs", "unsquashfs", ["-q", "-n", "-o", "\(offset)", "-d", Self.folder, path]),
            deadline: .seconds(120))
        guard end.isSuccess else { throw TreeUnread("unsquashfs cannot read \(path): \(said.trimmed)") }
        return UnpackedImage(.flat(folder: Self.folder, expected: LayerTree.flattened), rules: Self.rules)
    }

    /// Where the file system begins, by a line of the table: `4 |1 |NONE |36864-3182592 |FS (Squashfs/…)`.
    static func offset(in table: String) -> Int? {
        for line in table.split(separator: "\n") {
            let columns = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
            guard columns.count >= 5, columns[4].hasPrefix("FS (Squashfs") else { continue }
            return columns[3].split(separator: "-").first.flatMap { Int($0) }
        }
        return nil
    }

    /// apptainer, internal/pkg/build/sources/base_environment.go: `makeDirs`, `makeSymlinks` and `makeFiles`.
    private static var rules: TreeRules {
        var rules = TreeRules()
        rules.fractions = TreeRules.Exception("fractions of seconds, which squashfs does not keep")
        rules.folderTimes = TreeRules.Exception(
            "times of folders, which change when umoci makes a folder in them that no layer names")
        let own = TreeRules.Exception("files and folders that apptainer adds (base_environment.go)")
        for name in [
            ".singularity.d", ".singularity.d/", ".exec", ".run", ".shell", ".test", "singularity", "environment",
            "dev",
            "etc", "etc/hosts", "etc/resolv.conf", "home", "proc", "root", "sys", "tmp", "var", "var/tmp",
        ] { rules.added[name] = own }
        return rules
    }
}
