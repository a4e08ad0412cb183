/// Scripts that change the node or the router during a run.
extension Sandbox {
    /// Where the script of a change runs.
    package enum ScriptPlace: Sendable {
        /// The namespaces of the node.
        case node
        /// The network namespace `wire`, with the node's file systems.
        case wire
    }

    /// Runs a script for sh(1) as root and returns its output.
    ///
    /// - Parameters:
    ///   - what: what it does, for the error.
    ///   - variables: its environment, beside the search path.
    /// - Throws: `SandboxError` with its output if it fails or takes more than 30 s.
    @discardableResult
    package func run(
        script: String, in place: ScriptPlace, variables: [String: String] = [:], what: String
    ) async throws -> String {
        let words = ["sh", "-c", script]
        let program =
            switch place {
            case .node: Program("sh", words[0], Array(words.dropFirst()), environment: variables)
            case .wire:
                Program("nsenter", "nsenter", ["--net=/run/netns/wire"] + words, environment: variables)
            }
        let (end, text) = try await output(program)
        guard end.isSuccess else { throw SandboxError(.refused, "\(what) failed: \(text.trimmed)") }
        return text
    }

    /// The node's device towards the router, and the router's devices, the one towards the node first.
    package static let (nodeLink, wireLinks) = ("node0", ["wire0", "wire1"])

    /// A folder of the node for the harness's notes; it is in memory.
    package static let notesPath = "/run/chaospull"
}
