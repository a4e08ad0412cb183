/// Something that is done to the node at a moment of the pull.
package enum Act: Sendable, Equatable {
    /// The process that does the pulling gets a signal: the daemon where there is one, else the command.
    case signal(Int32, name: String)

    package var summary: String {
        switch self {
        case .signal(_, let name): "send \(name) to the process that pulls"
        }
    }
}
