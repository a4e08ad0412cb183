/// Where in the hierarchies of control groups this process is, as far as one controller is concerned.
struct ControlGroupPlace: Equatable {
    let version: ControlGroupVersion
    /// The controllers of the hierarchy, as mount(2) takes them; nil for version 2.
    let hierarchy: String?
    /// The own group, from the root that this process sees: `/` or a path.
    let path: String

    /// Finds the place for a controller.
    ///
    /// A controller that a hierarchy of version 1 has is not in version 2.
    ///
    /// - Parameters:
    ///   - membership: the text of `/proc/self/cgroup`.
    ///   - unified: the controllers that the root of version 2 has, as `cgroup.controllers` names them.
    /// - Throws: `SandboxError` if no hierarchy has it, or the own group is outside of what can be seen.
    init(of controller: Controller, membership: String, unified: Set<String>) throws(SandboxError) {
        let lines = membership.split(separator: "\n").compactMap(Line.init)
        if let line = lines.first(where: { $0.controllers.contains(controller.name(in: .one)) }) {
            (version, hierarchy) = (.one, line.controllers.joined(separator: ","))
            path = line.path
        } else if unified.contains(controller.name(in: .two)), let line = lines.first(where: { $0.isUnified }) {
            (version, hierarchy, path) = (.two, nil, line.path)
        } else {
            throw SandboxError(
                .refused,
                "no hierarchy of cgroups has the controller \(controller.name(in: .two)); "
                    + "boot a kernel that has it, or mount it")
        }
        guard !path.split(separator: "/").contains("..") else {
            throw SandboxError(
                .refused,
                "the cgroup of chaospull, \(path), is outside of what it sees; start it in the cgroup namespace of its "
                    + "own, for example with 'unshare --cgroup'")
        }
    }

    /// The own group and those above it, the own one first.
    ///
    /// Those of version 2 that hold processes pass no controllers down, so a group for the puller may have to be beside
    /// the own one.
    var candidates: [String] {
        guard version == .two else { return [path] }
        let names = path.split(separator: "/")
        return (0...names.count).reversed().map { "/" + names.prefix($0).joined(separator: "/") }
    }

    /// A line such as `4:memory:/user.slice`, or `0::/` for version 2 (cgroups(7), "/proc/pid/cgroup").
    private struct Line {
        let isUnified: Bool
        let controllers: [String]
        let path: String

        init?(_ text: Substring) {
            let fields = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[2].hasPrefix("/") else { return nil }
            isUnified = fields[0] == "0" && fields[1].isEmpty
            controllers = fields[1].split(separator: ",").map(String.init)
            path = String(fields[2])
        }
    }
}
