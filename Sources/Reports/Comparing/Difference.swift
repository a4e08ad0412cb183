/// One difference between two result files about a cell.
public struct Difference: Sendable, Equatable {
    /// The kinds of differences, in the order in which they are reported.
    public enum Kind: String, Sendable, CaseIterable {
        /// A worse verdict, a check that no longer holds, or a worse outcome.
        case regression
        /// There was a verdict, and now there is none (`inconclusive`, `broken`).
        case noVerdict = "no verdict"
        /// A better verdict, check or outcome.
        case fix
        /// The puller falls short as before, and the scenario now lists that.
        case listed = "now listed"
        /// The same verdict with another error text.
        case errorText = "error text"
        /// The pull takes longer, by more than noise.
        case slower
        /// There is a verdict now, and there was none before.
        case verdict = "new verdict"
        /// Only the new file has the cell.
        case new
        /// Only the old file has the cell.
        case gone
    }

    /// The kind of difference.
    public let kind: Kind
    /// The cell, as in `udp-loss, docker 20.10.24, seed 1`.
    public let cell: String
    /// The old and the new state, in a line or two.
    public let detail: String

    init(_ kind: Kind, _ cell: String, _ detail: String) {
        self.kind = kind
        self.cell = cell
        self.detail = detail
    }
}
