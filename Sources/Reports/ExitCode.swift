import Judging

/// The exit codes of commands.
public enum ExitCode {
    /// All runs passed or are known.
    public static let passed: Int32 = 0
    /// Something failed or was inconclusive.
    public static let failed: Int32 = 1
    /// The harness broke.
    public static let broken: Int32 = 2
    /// The command line was wrong (EX_USAGE of sysexits.h).
    public static let usage: Int32 = 64
    /// A signal ended it: 128 plus the number of SIGINT.
    public static let interrupted: Int32 = 130

    /// The code for results: that of the worst one.
    ///
    /// - Parameters:
    ///   - results: the results of all runs of the command.
    ///   - isStrict: whether a listed shortcoming that no longer occurs fails too.
    ///   - agreements: the agreements of repeated cells; differing verdicts fail.
    public static func of(_ results: [RunResult], isStrict: Bool, agreements: [Agreement] = []) -> Int32 {
        let worst = results.map(\.status).max() ?? .skipped
        if worst == .broken { return broken }
        if worst >= .inconclusive || agreements.contains(where: { !$0.isUnanimous }) { return failed }
        return isStrict && results.contains(where: \.isFixed) ? failed : passed
    }
}
