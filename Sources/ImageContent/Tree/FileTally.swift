/// How many files of an image's layers hold what was served.
///
/// A name of a file counts as a file; folders, links and other entries do not.
public struct FileTally: Codable, Sendable, Equatable {
    /// The files that the image has.
    public var served = 0
    /// Those that are not there, or hold something else.
    public var wrong = 0
    /// Of the wrong ones, those that hold nothing at all, as files do that were written and never flushed.
    public var empty = 0

    /// No files yet.
    public init() {}

    /// Counts what is there in the place of a file.
    ///
    /// - Parameter found: nil if nothing is.
    mutating func see(_ found: TreeEntry.Kind?, expected: TreeEntry.Kind) {
        guard case .file(let size, _) = expected else { return }
        served += 1
        guard found != expected else { return }
        wrong += 1
        if case .file(size: 0, _) = found, size > 0 { empty += 1 }
    }

    package static func + (one: FileTally, other: FileTally) -> FileTally {
        var sum = one
        sum.served += other.served
        sum.wrong += other.wrong
        sum.empty += other.empty
        return sum
    }

    /// What is wrong, as a sentence; nil if nothing is.
    var problem: String? {
        guard wrong > 0 else { return nil }
        return "\(wrong) of \(served) files do not hold what was served"
            + (empty > 0 ? ", and \(empty) of them hold nothing" : "")
    }
}
