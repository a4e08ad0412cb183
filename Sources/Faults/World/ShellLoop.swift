/// A loop of sh(1) that ends.
enum ShellLoop {
    /// Repeats a command until it succeeds.
    ///
    /// - Parameters:
    ///   - most: how often at most.
    ///   - problem: what is printed if it never does; it may name variables of the command.
    static func until(_ command: String, most: Int, problem: String) -> String {
        """
        tries=0
        until \(command); do
            tries=$((tries + 1))
            [ $tries -lt \(most) ] || { echo "\(problem)"; exit 1; }
        done
        """
    }
}
