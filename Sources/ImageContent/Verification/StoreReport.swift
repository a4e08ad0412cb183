/// What a puller stored, judged against the truth about the image.
public struct StoreReport: Codable, Sendable, Equatable {
    /// True if the store claims to hold the image, correctly or not.
    public var present: Bool
    /// The number of stored bytes with the expected digest.
    public var verifiedBytes: Int
    /// The problems, one sentence each; empty if there are none.
    public var problems: [String]
    /// Why the bytes were not hashed; nil if they were.
    public var unverified: String?

    /// Makes a report.
    public init(present: Bool, verifiedBytes: Int = 0, problems: [String] = [], unverified: String? = nil) {
        self.unverified = unverified
        self.present = present
        self.verifiedBytes = verifiedBytes
        self.problems = problems
    }

    /// Counts a file whose bytes, or those it unpacks to if that was asked for, must have a digest.
    ///
    /// Of an algorithm that is not computed here nothing is claimed: the report says that nobody looked.
    mutating func judge(_ subject: String, _ stored: StoredDigests?, expected: Digest) {
        guard let algorithm = expected.algorithm else {
            unverified = unverified ?? "\(subject): \(expected.algorithmName) is not computed here"
            return
        }
        guard let stored else {
            problems.append("\(subject): not stored, expected \(expected)")
            return
        }
        if stored.match(expected) {
            verifiedBytes += stored.size
        } else {
            let found = stored.found(by: algorithm)?.description ?? "nothing by \(algorithm.rawValue)"
            problems.append("\(subject): stored bytes hash to \(found), expected \(expected)")
        }
    }
}
