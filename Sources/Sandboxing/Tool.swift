#if canImport(Glibc)
import Glibc
#endif

/// Programs of the system by name.
package enum Tool {
    /// The path of an executable in the folders where programs of a run are looked for, or nil.
    ///
    /// A name that is an absolute path is looked for there and nowhere else.
    ///
    /// - Parameter folder: the root file system to look in; empty for this machine's own.
    package static func path(of name: String, below folder: String = "") -> String? {
        if name.hasPrefix("/") { return access(folder + name, X_OK) == 0 ? name : nil }
        return Program.searchPath.split(separator: ":").map { "\($0)/\(name)" }.first { access(folder + $0, X_OK) == 0 }
    }

    /// Throws unless every one of the programs is there.
    package static func require(_ names: [String]) throws(SandboxError) {
        for name in names where path(of: name) == nil {
            throw SandboxError(.missingTool, "\(name) not found in \(Program.searchPath); run 'make setup'")
        }
    }
}
