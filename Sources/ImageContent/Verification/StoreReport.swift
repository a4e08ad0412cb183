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
    /// Why the tool's own export of the image failed; nil where it worked or there is none.
    public var unexportable: String?
    /// How many entries of its layers were compared with what was served; nil if none were.
    public var comparedEntries: Int?
    /// How many files of its layers hold what was served; nil if none were compared.
    public var files: FileTally?
    /// What of the layers' trees was not compared, and why; nil if all of it was.
    public var treeUnverified: String?

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

    /// Adds what a look at another image of the same store has found.
    package mutating func add(_ other: StoreReport) {
        present = present && other.present
        verifiedBytes += other.verifiedBytes
        problems += other.problems
        unverified = unverified ?? other.unverified
        unreadable = unreadable ?? other.unreadable
        unexportable = unexportable ?? other.unexportable
        comparedEntries = comparedEntries.map { $0 + (other.comparedEntries ?? 0) } ?? other.comparedEntries
        if let more = other.files { files = (files ?? FileTally()) + more }
        treeUnverified = treeUnverified ?? other.treeUnverified
    }

    /// Adds what a comparison of the unpacked layers has found: first how much is wrong, then what.
    package mutating func add(_ compared: FileTally, problems found: [String]) {
        files = compared
        problems += [compared.problem].compactMap(\.self) + found
    }

    /// Takes an image that could not be exported for wrong unless each entry of its layers was compared.
    package mutating func judgeWithoutExport() {
        guard let unexportable, (comparedEntries ?? 0) == 0 else { return }
        problems.append(unexportable)
    }

    /// Counts the configuration of the image, or judges the one that the puller made.
    ///
    /// - Parameter text: its bytes; nil if it is not stored, or is no JSON object.
    mutating func judge(config: StoredDigests?, text: [UInt8]?, against truth: ImageTruth) {
        if let expected = truth.configDigest {
            judge("config", config, expected: expected)
        } else {
            judge(ownConfig: text, against: truth)
        }
    }

    /// Judges a configuration that the puller made itself: all it says is up to the puller, but not what the layers are.
    ///
    /// - Parameter text: its bytes; nil if it is not stored, or is no JSON object.
    mutating func judge(ownConfig text: [UInt8]?, against truth: ImageTruth) {
        struct Configuration: Decodable {
            let rootfs: ImageConfiguration.RootFileSystem
        }
        guard let text else {
            problems.append("config: not stored")
            return
        }
        do {
            let stated = try ImageDocument.decode(Configuration.self, from: text, named: "config").rootfs.diffIDs
            if stated != truth.diffIDs {
                problems.append("config: states diff_ids \(stated), expected \(truth.diffIDs)")
            }
        } catch {
            problems.append(error.message)
        }
    }

    /// Counts the layers of an archive that a tool has exported, which may be packed in another way than they were.
    mutating func judge(layers: [StoredDigests?], against truth: ImageTruth) {
        if layers.count != truth.diffIDs.count {
            problems.append("layers: \(layers.count) are stored, expected \(truth.diffIDs.count)")
        }
        for (position, diffID) in truth.diffIDs.enumerated() {
            let served = truth.layerDigests.dropFirst(position).first
            let layer = layers.dropFirst(position).first ?? nil
            judge("layer \(position + 1)", layer, expected: diffID, or: served)
        }
    }

    /// Counts a file whose bytes, packed or unpacked, must have the expected digest.
    ///
    /// Of an algorithm that is not computed here nothing is claimed: the report says that nobody looked.
    ///
    /// - Parameter other: a digest that is as good, such as that of the layer as it was served.
    mutating func judge(_ subject: String, _ stored: StoredDigests?, expected: Digest, or other: Digest? = nil) {
        guard let algorithm = expected.algorithm else {
            unverified = unverified ?? "\(subject): \(expected.algorithmName) is not computed here"
            return
        }
        guard let stored else {
            problems.append("\(subject): not stored, expected \(expected)")
            return
        }
        if stored.match(expected) || other.map(stored.match) == true {
            verifiedBytes += stored.size
        } else {
            let found = stored.found(by: algorithm)?.description ?? "nothing by \(algorithm.rawValue)"
            problems.append("\(subject): stored bytes hash to \(found), expected \(expected)")
        }
    }
}
