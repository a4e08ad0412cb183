/// Programs whose start by a watched process is told, as the kernel reports it.
///
/// The kernel tells when a process executes a program, not which file it is; so a program is known by its name.
package struct ProgramBirths: Sendable {
    private let names: Set<String>
    private let onBirth: @Sendable (String) -> Void

    /// - Parameters:
    ///   - names: without paths.
    ///   - onBirth: called with the name a few milliseconds after the program has started, on any thread; must be quick.
    package init(_ names: Set<String>, onBirth: @escaping @Sendable (String) -> Void) {
        self.names = names
        self.onBirth = onBirth
    }

    /// - Parameter name: what the kernel or the command line calls it, which may be cut after 15 bytes.
    func tell(_ name: String) {
        for asked in names where name == asked.prefix(15) { onBirth(asked) }
    }
}
