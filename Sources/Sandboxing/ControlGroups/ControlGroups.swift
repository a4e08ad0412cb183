/// The control groups of one sandbox, which its puller's programs join before they begin.
final class ControlGroups: Sendable {
    private let groups: [ControlGroup]

    /// - Throws: `SandboxError` if the machine does not let the controllers be used.
    init(_ controllers: Set<Controller>) throws(SandboxError) {
        groups = try ControlGroup.all(for: controllers)
    }

    /// The group that has a controller.
    func group(of controller: Controller) -> ControlGroup? { groups.first { $0.controllers.contains(controller) } }

    /// The first lines of the sandbox's first process: it makes the folders, and removes them when it ends.
    ///
    /// It keeps the folders above open, because it leaves the root in which they have a path. What is in a group when it
    /// ends is in its PID namespace, and -1 means all of that. It is killed again and again, as a program may just be
    /// entering, and there may be nothing to kill; nsenter(1), outside, is in no group.
    var holderScript: String {
        let opened = zip(Self.descriptors, groups).map { "exec \($0)<\($1.parent)" }
        let folders = zip(Self.descriptors, groups).map { "/proc/self/fd/\($0)/\($1.name)" }
        return
            (opened + [
                """
                remove_groups() {
                    set +e
                    for group in \(folders.joined(separator: " ")); do
                        \(groups.contains { $0.controllers.contains(.io) } ? ControlGroup.rateLifting : ":")
                        tries=0
                        while [ -d $group ] && ! rmdir $group 2>/dev/null; do
                            [ $$ -ne 1 ] || kill -KILL -1 2>/dev/null
                            tries=$((tries + 1))
                            [ $tries -lt 500 ] || break
                            sleep 0.01
                        done
                    done
                }
                trap remove_groups EXIT
                mkdir \(folders.joined(separator: " "))
                """
            ]).joined(separator: "\n")
    }

    /// The files of the node to which a process writes 0 to join.
    var entrances: [String] {
        zip(Self.descriptors, groups).map { "/proc/1/fd/\($0)/\($1.name)/cgroup.procs" }
    }

    /// sh(1) of Debian knows descriptors of one digit; 9 is `HolderScript.upperDescriptor`.
    private static let descriptors = [5, 6, 7, 8]

    /// Removes the folders.
    func remove() async { for group in groups { await group.remove() } }
}

extension Controller {
    /// The version in which this machine offers the controller to this process, or why it does not.
    package var offer: Result<ControlGroupVersion, SandboxError> {
        Result { () throws(SandboxError) in
            guard let group = try ControlGroup.all(for: [self]).first else {
                throw SandboxError(.refused, "no cgroup for \(rawValue)")
            }
            return group.version
        }
    }

    /// Why the controllers cannot be used on this machine; nil if they can.
    package static func objection(to controllers: Set<Controller>) -> String? {
        do throws(SandboxError) {
            _ = try ControlGroup.all(for: controllers)
            return nil
        } catch { return error.message }
    }
}
