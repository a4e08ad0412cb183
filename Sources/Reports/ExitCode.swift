import Judging

/// What a command says to the shell.
public enum ExitCode {
    /// All passed or are known.
    public static let passed: Int32 = 0
    /// Something failed or was inconclusive.
    public static let failed: Int32 = 1
    /// The harness broke.
    public static let broken: Int32 = 2
    /// The command line was wrong (EX_USAGE of sysexits.h).
    public static let usage: Int32 = 64
    /// A signal ended it: 128 and the number of SIGINT.
    public static let interrupted: Int32 = 130

    /// The code for what came out of runs: that of the worst.
    ///
    /// - Parameters:
    ///   - results: of all runs of the command.
    ///   - isStrict: a listed shortcoming that is gone fails too, so that the list is kept true.
    ///   - agreements: of cells that were repeated; one whose verdicts differ fails.
    public static func of(_ results: [RunResult], isStrict: Bool, agreements: [Agreement] = []) -> Int32 {
        let worst = results.map(\.status).max() ?? .skipped
        if worst == .broken { return broken }
        if worst >= .inconclusive || agreements.contains(where: { !$0.isUnanimous }) { return failed }
        return isStrict && results.contains(where: \.isFixed) ? failed : passed
    }
}
