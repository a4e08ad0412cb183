/// The host's file systems that the node sees through overlays of their own.
///
/// An overlay does not include file systems mounted below its lower folder, so a separate `/usr` or `/var` needs its
/// own.
enum HostMounts {
    /// Mount points below `/` that hold programs and their data, parents first.
    ///
    /// - Parameter mountInfo: the text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
    static func separateFolders(in mountInfo: String, isFolder: (String) -> Bool) -> [String] {
        var folders: Set<String> = []
        for line in mountInfo.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count, fields.count > 4 else { continue }
            let point = unescaped(fields[4])
            guard diskFileSystems.contains(String(fields[dash + 1])), point != "/", !isReplaced(point) else { continue }
            // These characters separate the options of an overlay; no programs are in such a place.
            guard !point.contains(where: { ":,\\".contains($0) }) else { continue }
            if isFolder(point) { folders.insert(point) }
        }
        return folders.sorted()
    }

    private static let diskFileSystems: Set<String> = [
        "bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "xfs", "zfs",
    ]

    /// The node has its own versions of these.
    private static func isReplaced(_ point: String) -> Bool {
        ["/proc", "/sys", "/dev", "/run", "/tmp", "/storage"].contains { point == $0 || point.hasPrefix($0 + "/") }
    }

    /// Space, tab, newline and backslash are written as octal escapes.
    private static func unescaped(_ field: Substring) -> String {
        var text = ""
        var rest = field
        while let character = rest.popFirst() {
            let digits = rest.prefix(3)
            if character == "\\", digits.count == 3, let code = UInt8(digits, radix: 8) {
                text.unicodeScalars.append(Unicode.Scalar(code))
                rest = rest.dropFirst(3)
            } else {
                text.append(character)
            }
        }
        return text
    }
}
