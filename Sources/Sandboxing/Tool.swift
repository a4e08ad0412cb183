#if canImport(Glibc)
import Glibc
#endif

/// Programs of the system by name.
package enum Tool {
    /// The path of an executable in the search path of a run's programs, or nil.
    ///
    /// An absolute path is only checked.
    ///
    /// - Parameter folder: the root file system to look in; empty for this machine's own.
    package static func path(of name: String, below folder: String = "") -> String? {
        if name.hasPrefix("/") { return access(folder + name, X_OK) == 0 ? name : nil }
        return Program.searchPath.split(separator: ":").map { "\($0)/\(name)" }.first { access(folder + $0, X_OK) == 0 }
    }

    /// Throws unless all of the programs are installed.
    package static func require(_ names: [String]) throws(SandboxError) {
        for name in names where path(of: name) == nil {
            throw SandboxError(.missingTool, "\(name) not found in \(Program.searchPath); run 'make setup'")
        }
    }
}
