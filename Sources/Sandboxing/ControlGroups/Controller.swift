/// A part of the kernel that limits what the processes of a control group have together (cgroups(7)).
package enum Controller: String, Sendable, Hashable, CaseIterable, Comparable {
    case memory, processor, processes, io

    /// Its name in a hierarchy of a version.
    package func name(in version: ControlGroupVersion) -> String {
        switch (self, version) {
        case (.memory, _): "memory"
        case (.processor, _): "cpu"
        case (.processes, _): "pids"
        case (.io, .one): "blkio"
        case (.io, .two): "io"
        }
    }

    package static func < (one: Controller, other: Controller) -> Bool { one.rawValue < other.rawValue }
}

/// A version of control groups; each controller is in a hierarchy of one of them at a time.
package enum ControlGroupVersion: Int, Sendable, Hashable {
    case one = 1
    case two = 2
}
