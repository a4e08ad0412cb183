/// The files of the node that a run's pulls changed outside of the places that are a puller's own: its storage,
/// TMPDIR, HOME and /run.
///
/// They are compared before and after each pull, so a file that is gone by then is not seen, nor is what is below
/// /dev and /sys.
public struct OutsideWrites: Sendable, Codable, Equatable {
    /// One changed file.
    public struct Write: Sendable, Codable, Equatable {
        /// What happened to a file.
        public enum What: String, Sendable, Codable, CaseIterable {
            case created, deleted
            /// It is of another type, or a new folder in place of an old one.
            case replaced
            /// Its bytes or its time of modification, or where a link leads.
            case written
            case mode, owner
            /// Extended attributes (xattr(7)), such as the capabilities of a program.
            case attributes
        }

        /// The path in the node.
        public var path: String
        /// What happened to it.
        public var what: [What]
        /// The same for people, as in `mode 644, now 4755`.
        public var detail: String
        /// The number of the follow-up pull that did it, from 1; nil for the pull that is judged.
        public var followUp: Int?

        package init(path: String, what: [What], detail: String, followUp: Int? = nil) {
            self.path = path
            self.what = what
            self.detail = detail
            self.followUp = followUp
        }

        /// For people, as in `/etc/canary created (a file of 7 bytes)` and `/etc/passwd: mode 644, now 666`.
        package var sentence: String {
            let verbs = what.filter { [.created, .deleted, .replaced, .written].contains($0) }.map(\.rawValue)
            return verbs.isEmpty ? "\(path): \(detail)" : "\(path) \(verbs.joined(separator: ", ")) (\(detail))"
        }
    }

    /// The first of them, at most `mostListed`.
    public var listed: [Write]
    /// How many there are, or more if there are too many to count.
    public var count: Int
    /// Whether it is known which places are the puller's own, so that other writes are a fault of it.
    public var isJudged = true

    package static let mostListed = 100

    package init(listed: [Write] = [], count: Int? = nil) {
        self.listed = Array(listed.prefix(Self.mostListed))
        self.count = count ?? listed.count
    }

    package mutating func add(_ writes: [Write], isCut: Bool) {
        listed += writes.prefix(max(0, Self.mostListed - listed.count))
        count += writes.count + (isCut ? 1 : 0)
    }
}
