#if canImport(Glibc)
import Glibc
#endif

/// Removes folders of control groups that a killed harness has left.
///
/// The kernel removes no folder that holds processes, so only empty ones go; those of a living harness stay.
package enum ControlGroupSweep {
    /// Sweeps all hierarchies that can be opened, at the first call.
    static let once: Void = sweep()

    /// How many folders are looked at; a machine may have very many groups.
    private static let most = 20_000

    private static func sweep() {
        guard geteuid() == 0, let membership = try? readTextFile("/proc/self/cgroup") else { return }
        let unified = ControlGroupHierarchy.unifiedControllers
        let hierarchies = Set(
            Controller.allCases.compactMap { controller in
                (try? ControlGroupPlace(of: controller, membership: membership, unified: unified)).map(\.hierarchy)
            })
        for hierarchy in hierarchies {
            guard let root = try? ControlGroupHierarchy(hierarchy) else { continue }
            sweep(root.path)
        }
    }

    /// Sweeps everything below a folder.
    static func sweep(_ root: String) {
        var (folders, seen) = ([root], 0)
        while let folder = folders.popLast(), seen < most {
            for name in names(in: folder) {
                seen += 1
                let path = folder + "/" + name
                guard let own = ControlGroupName(name) else {
                    folders.append(path)
                    continue
                }
                if !own.isInUse { rmdir(path) }
            }
        }
    }

    /// The folders in a folder.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            guard entry.pointee.d_type == UInt8(DT_DIR) else { continue }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
