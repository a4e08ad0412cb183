/// How several pulls at once ended; the one that ended worst is judged.
public struct PullsAtOnce: Sendable, Codable, Equatable {
    /// How many there were.
    public var pulls: Int
    /// How many of them reported success.
    public var succeeded: Int
    /// How many of them the harness ended on purpose; they are not judged.
    public var ended: Int

    package init(pulls: Int, succeeded: Int, ended: Int) {
        self.pulls = pulls
        self.succeeded = succeeded
        self.ended = ended
    }

    /// For people.
    package var text: String {
        "\(succeeded) of \(pulls) report success" + (ended == 0 ? "" : ", \(ended) was ended on purpose")
    }
}
