import CControlGroups

#if canImport(Glibc)
import Glibc
#endif

/// The root of a hierarchy of control groups, open for as long as the value lives; nothing of it is mounted to be seen.
final class ControlGroupHierarchy: Sendable {
    private let descriptor: Int32

    /// - Parameter controllers: those of a hierarchy of version 1; nil for version 2.
    init(_ controllers: String?) throws(SandboxError) {
        descriptor = controllers.map { chaospull_open_control_groups($0) } ?? chaospull_open_control_groups(nil)
        guard descriptor >= 0 else {
            throw SandboxError(
                .refused,
                "the cgroups of \(controllers ?? "version 2") cannot be opened: "
                    + "\(String(cString: strerror(-descriptor))); run chaospull as root, with Linux 5.2 or later")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The root's path, for this process.
    var path: String { "/proc/self/fd/\(descriptor)" }

    /// The controllers that the root of version 2 has; none where it cannot be opened.
    static var unifiedControllers: Set<String> {
        guard let root = try? ControlGroupHierarchy(nil),
            let text = try? readTextFile(root.path + "/cgroup.controllers")
        else { return [] }
        return Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
