/// What a puller, as a rule, does not store as the archive has it; each with its source where it is stated.
package struct TreeRules: Sendable, Equatable {
    /// Something that is not compared with a puller, and why.
    package struct Exception: Sendable, Hashable {
        package let reason: String

        package init(_ reason: String) { self.reason = reason }
    }

    /// It makes folders that a layer does not name like those of the layers below; else they are as it likes.
    package var impliedFolders: Exception?
    /// Extended attributes that begin so are not set.
    package var droppedXattrs: [String: Exception] = [:]
    /// Fractions of seconds are cut off, or rounded by less than a microsecond.
    package var fractions: Exception?
    /// Folders have other times.
    package var folderTimes: Exception?
    /// Symbolic links have other times.
    package var linkTimes: Exception?
    /// Folders have other modes.
    package var folderModes: Exception?
    /// Paths that the tool adds of its own; one with a `/` at its end stands for all that is below it.
    package var added: [String: Exception] = [:]

    package init() {}

    /// What overlay file systems note for themselves (Linux, Documentation/filesystems/overlayfs.rst), and labels of
    /// security modules, which are the node's.
    static let ignoredXattrs = [
        "trusted.overlay.", "user.overlay.", "security.selinux", "security.evm", "security.ima",
    ]
}
