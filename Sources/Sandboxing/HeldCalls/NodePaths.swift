import CHeldCalls
import SystemCalls

/// Finds the files that held calls are about, as the node sees them.
///
/// A program that unpacks a layer may see only the layer's folder, as docker-untar does behind pivot_root(2); its paths
/// are found again in the node by the file system that they are on. No file system is asked, so none can hold it up.
struct NodePaths {
    /// The node's first process; nil for programs outside of a node.
    private let node: Int32?
    private let ownMounts: String?

    init(node: Int32?) {
        self.node = node
        ownMounts = node.flatMap { ThreadFacts($0).link("ns/mnt") }
    }

    func paths(of call: SystemCall, _ arguments: [UInt64], by thread: Int32) -> [String] {
        let facts = ThreadFacts(thread)
        return call.paths.compactMap { place in
            let path =
                switch place {
                case .descriptor(let index): facts.link("fd/\(Int32(truncatingIfNeeded: arguments[index]))")
                case .path(let index): Self.path(at: arguments[index], from: "cwd", facts)
                case .pathAt(let folder, let index):
                    Self.path(at: arguments[index], from: Self.folder(arguments[folder]), facts)
                }
            guard let path, path.hasPrefix("/") else { return nil }
            return inNode(path, facts)
        }
    }

    /// The link of a folder that paths start from; `AT_FDCWD` is -100 (Linux, include/uapi/linux/fcntl.h).
    private static func folder(_ argument: UInt64) -> String {
        let descriptor = Int32(truncatingIfNeeded: argument)
        return descriptor == -100 ? "cwd" : "fd/\(descriptor)"
    }

    /// The path in the memory of a thread, made absolute.
    private static func path(at address: UInt64, from folder: String, _ facts: ThreadFacts) -> String? {
        var text = [CChar](repeating: 0, count: ThreadFacts.longestPath)
        let count = chaospull_read_text(facts.number, address, &text, text.count)
        guard count >= 0 else { return nil }
        let path = String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if let (descriptor, rest) = ownDescriptor(path) {
            return facts.link("fd/\(descriptor)").map { normal($0 + "/" + rest) }
        }
        guard let start = facts.link(path.hasPrefix("/") ? "root" : folder), start.hasPrefix("/") else { return nil }
        return normal(start + "/" + path)
    }

    /// The descriptor in `/proc/self/fd/7/name`, and what stands behind it: such a path is another way to say openat(2).
    private static func ownDescriptor(_ path: String) -> (Int32, Substring)? {
        for start in ["/proc/self/fd/", "/proc/thread-self/fd/"] where path.hasPrefix(start) {
            let rest = path.dropFirst(start.count)
            let number = rest.prefix { $0 != "/" }
            return Int32(number).map { ($0, rest.dropFirst(number.count)) }
        }
        return nil
    }

    /// Without `.`, `..` and double slashes.
    static func normal(_ path: String) -> String {
        var words: [Substring] = []
        for word in path.split(separator: "/") where word != "." {
            if word == ".." { _ = words.popLast() } else { words.append(word) }
        }
        return "/" + words.joined(separator: "/")
    }

    private func inNode(_ path: String, _ facts: ThreadFacts) -> String {
        guard let node, let ownMounts, facts.link("ns/mnt") != ownMounts else { return path }
        // Its mounts are listed as it sees them from its root.
        let root = facts.link("root") ?? "/"
        guard path.isBelow(root), let mounts = Self.mounts(of: facts.number), let nodeMounts = Self.mounts(of: node)
        else { return path }
        let seen = root == "/" ? path : Self.normal(String(path.dropFirst(root.count)))
        return mounts.path(of: seen, in: nodeMounts) ?? path
    }

    private static func mounts(of process: Int32) -> MountTable? {
        (try? readTextFile("/proc/\(process)/mountinfo")).map(MountTable.init)
    }
}
