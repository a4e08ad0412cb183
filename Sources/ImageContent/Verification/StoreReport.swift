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
    /// Why the store could not be read at all, which says nothing about it; nil where it was.
    public var unreadable: String?

    /// Makes a report.
    public init(
        present: Bool, verifiedBytes: Int = 0, problems: [String] = [], unverified: String? = nil,
        unreadable: String? = nil
    ) {
        self.unverified = unverified
        self.unreadable = unreadable
        self.present = present
        self.verifiedBytes = verifiedBytes
        self.problems = problems
    }

    /// The image is there, and nothing is known to be wrong with it.
    public var isWhole: Bool { present && problems.isEmpty && unreadable == nil }

    /// Counts a file whose bytes, packed or unpacked, must have the expected digest.
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
