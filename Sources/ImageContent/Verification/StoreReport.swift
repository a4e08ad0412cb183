/// What a puller stored, judged against the truth about the image.
public struct StoreReport: Codable, Sendable, Equatable {
    /// True if the store says that it holds the image, right or wrong.
    public var present: Bool
    /// The number of stored bytes that hash to what they must.
    public var verifiedBytes: Int
    /// What is wrong, one sentence each; empty if nothing is.
    public var problems: [String]
    /// Why nobody looked at the bytes; nil where they were hashed.
    public var unverified: String?

    /// Reports a judgement.
    public init(present: Bool, verifiedBytes: Int = 0, problems: [String] = [], unverified: String? = nil) {
        self.unverified = unverified
        self.present = present
        self.verifiedBytes = verifiedBytes
        self.problems = problems
    }

    /// Counts a file whose bytes, or those it unpacks to if that was asked for, must have a digest.
    mutating func judge(_ subject: String, _ stored: StoredDigests?, expected: Digest) {
        guard let stored else {
            problems.append("\(subject): not stored, expected \(expected)")
            return
        }
        if stored.digest == expected || stored.unpackedDigest == expected {
            verifiedBytes += stored.size
        } else {
            let found = stored.unpackedDigest ?? stored.digest
            problems.append("\(subject): stored bytes hash to \(found), expected \(expected)")
        }
    }
}
