/// A root file system with pullers of another generation, as in `docker@trixie`.
package struct PullerRoot: Sendable, Equatable {
    /// The word after the `@`.
    package let name: String
    /// Its absolute path on this machine; runs only read it.
    package let folder: String

    package init(name: String, folder: String) {
        self.name = name
        self.folder = folder
    }
}
