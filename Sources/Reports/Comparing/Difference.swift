/// One thing about a cell that two result files disagree on.
public struct Difference: Sendable, Equatable {
    /// What kind of change it is, in the order in which they are told.
    public enum Kind: String, Sendable, CaseIterable {
        /// It does worse: a worse verdict, a check that no longer holds, or a worse outcome.
        case regression
        /// There was a verdict, and now the run says nothing about the puller (`inconclusive`, `broken`).
        case noVerdict = "no verdict"
        /// It does better.
        case fix
        /// It falls short as before, and the scenario now lists that.
        case listed = "now listed"
        /// The same verdict, told in other words.
        case errorText = "error text"
        /// It takes longer, by more than noise.
        case slower
        /// The run says something about the puller, which it did not before.
        case verdict = "new verdict"
        /// Only the new file has it.
        case new
        /// Only the old file has it.
        case gone
    }

    /// What kind of difference it is.
    public let kind: Kind
    /// As in `udp-loss, docker 20.10.24, seed 1`.
    public let cell: String
    /// What was and what is, in a line or two.
    public let detail: String

    init(_ kind: Kind, _ cell: String, _ detail: String) {
        self.kind = kind
        self.cell = cell
        self.detail = detail
    }
}
