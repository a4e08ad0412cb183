/// Tells the programs that come before the real one from it: nsenter(1), the meter of memory, the shell that notes the
/// process id.
///
/// The filter is installed before all of them, because the harness's executable is not to be seen in the node. Each has
/// the rest of the chain on its command line, the real program has not. When the first call of another process comes,
/// those that remain of the chain do nothing but wait for the program, and are known by their numbers.
struct CallerKinds {
    private var hasBegun = false
    private var prefixes: Set<Int32> = []
    private let isOfPrefix: (Int32) -> Bool

    init(isOfPrefix: @escaping (Int32) -> Bool = Self.isOfPrefix) { self.isOfPrefix = isOfPrefix }

    /// Whether a thread belongs to the chain before the program; each of those makes execve(2), so all are seen in time.
    mutating func isPrefix(_ thread: Int32) -> Bool {
        if hasBegun { return prefixes.contains(thread) }
        if isOfPrefix(thread) {
            prefixes.insert(thread)
            return true
        }
        // One of them has become the program.
        prefixes = prefixes.filter(isOfPrefix)
        hasBegun = true
        return false
    }

    private static func isOfPrefix(_ thread: Int32) -> Bool {
        let facts = ThreadFacts(thread)
        return facts.hasArgument(CallGate.stage) || facts.hasArgument(Sandbox.noteScript)
    }
}
