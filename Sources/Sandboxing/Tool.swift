#if canImport(Glibc)
import Glibc
#endif

/// Programs of the system by name.
package enum Tool {
    /// The path of an executable in the folders where programs of a run are looked for, or nil.
    package static func path(of name: String) -> String? {
        Program.searchPath.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Throws unless every one of the programs is there.
    package static func require(_ names: [String]) throws(SandboxError) {
        for name in names where path(of: name) == nil {
            throw SandboxError(.missingTool, "\(name) not found in \(Program.searchPath); run 'make setup'")
        }
    }
}
