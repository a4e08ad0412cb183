import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

/// A control group for the programs of one sandbox: a folder of its own in a hierarchy.
///
/// The folder is the one thing of a sandbox that no namespace owns. The sandbox's first process makes it and removes it
/// when its input ends; the harness removes it too, in case that process was killed; and what a harness leaves when it
/// and the first process are killed, the next one sweeps away (`ControlGroupSweep`).
final class ControlGroup: Sendable {
    let version: ControlGroupVersion
    let controllers: [Controller]
    let name = ControlGroupName.next()
    /// The folder above.
    private let descriptor: Int32

    private init(_ version: ControlGroupVersion, _ controllers: [Controller], parent: String) throws(SandboxError) {
        self.version = version
        self.controllers = controllers
        descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SandboxError(.refused, "the cgroup \(parent) cannot be opened: \(String(cString: strerror(errno)))")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The folder above, for other processes of this machine.
    var parent: String { "/proc/\(getpid())/fd/\(descriptor)" }

    private var folder: String { "/proc/self/fd/\(descriptor)/\(name)" }

    /// The groups that a set of controllers needs, as few as there can be, below the place of this process.
    static func all(for controllers: Set<Controller>) throws(SandboxError) -> [ControlGroup] {
        guard let membership = try? readTextFile("/proc/self/cgroup") else {
            throw SandboxError(.refused, "/proc/self/cgroup cannot be read; the kernel needs CONFIG_CGROUPS")
        }
        let unified = ControlGroupHierarchy.unifiedControllers
        var groups: [ControlGroup] = []
        var ofTwo: [Controller] = []
        for controller in controllers.sorted() {
            let place = try ControlGroupPlace(of: controller, membership: membership, unified: unified)
            guard place.version == .one else {
                ofTwo.append(controller)
                continue
            }
            let root = try ControlGroupHierarchy(place.hierarchy)
            groups.append(try ControlGroup(.one, [controller], parent: root.path + place.path))
        }
        if let first = ofTwo.first {
            let place = try ControlGroupPlace(of: first, membership: membership, unified: unified)
            groups.append(try ofVersionTwo(ofTwo, at: place))
        }
        return groups
    }

    /// The nearest group at or above the own one that already passes the controllers down.
    ///
    /// What a group passes down is not changed, as the group is not ours.
    private static func ofVersionTwo(
        _ controllers: [Controller], at place: ControlGroupPlace
    ) throws(SandboxError) -> ControlGroup {
        let root = try ControlGroupHierarchy(nil)
        var names = controllers.map { $0.name(in: .two) }
        // What is written later is a group's own only where memory is too (cgroup-v2.rst, "Writeback").
        if controllers.contains(.io), !controllers.contains(.memory) { names.append(Controller.memory.name(in: .two)) }
        for path in place.candidates {
            let passed = (try? readTextFile(root.path + path + "/cgroup.subtree_control")) ?? ""
            guard Set(passed.split(whereSeparator: \.isWhitespace).map(String.init)).isSuperset(of: names) else {
                continue
            }
            return try ControlGroup(.two, controllers, parent: root.path + path)
        }
        throw SandboxError(
            .refused,
            "no cgroup at or above \(place.path) passes \(names.joined(separator: ", ")) down; add them to its "
                + "cgroup.subtree_control, or run chaospull in a service of systemd")
    }

    /// Writes a file of the group.
    ///
    /// - Throws: `Errno`, as the kernel says no to a value.
    func write(_ text: String, to file: String) throws {
        let file = try FileDescriptor.open("\(folder)/\(file)", .writeOnly, options: .closeOnExec)
        _ = try file.closeAfter { try file.writeAll(text.utf8) }
    }

    /// A file of the group; nil if this kernel has no such file.
    func read(_ file: String) -> String? { try? readTextFile("\(folder)/\(file)") }

    /// Whether the kernel has the file.
    func has(_ file: String) -> Bool { access("\(folder)/\(file)", F_OK) == 0 }

    /// Removes the folder, once its processes have gone; what stays after `patience` is left to the next sweep.
    ///
    /// Detached from cancellation: a cancelled run must not leave it.
    func remove() async {
        await Task { [self] in
            // A process that waits for its turn at a disk cannot be killed.
            liftRates()
            let end = ContinuousClock.now + Self.patience
            while rmdir(folder) != 0, errno != ENOENT, ContinuousClock.now < end {
                try? await Task.sleep(for: .milliseconds(10))
            }
        }.value
    }

    /// How long the kernel may take over ending the processes of a group.
    private static let patience = Duration.seconds(5)
}
