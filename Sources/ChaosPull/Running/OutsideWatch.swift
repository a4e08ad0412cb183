import Judging
import Sandboxing

/// Compares the node's files before and after each pull, for writes outside of the puller's own places.
///
/// What the harness does between two pulls, such as looking into the store, is not compared.
struct OutsideWatch {
    private let sandbox: Sandbox
    private let ignored: [String]
    private var before: WrittenFiles
    private(set) var writes = OutsideWrites()

    /// Begins now: what the set-up and the daemon's start have written is not told.
    ///
    /// - Parameters:
    ///   - ownPlaces: where else the puller may write; nil if that is not known.
    ///   - faultWrites: the files that faults write.
    init(_ sandbox: Sandbox, ownPlaces: [String]?, faultWrites: [String]) throws {
        self.sandbox = sandbox
        ignored = (ownPlaces ?? []) + faultWrites
        writes.isJudged = ownPlaces != nil
        before = try sandbox.writtenFiles()
    }

    /// A pull begins.
    mutating func begin() throws { before = try sandbox.writtenFiles(known: before) }

    /// A pull has ended.
    ///
    /// - Parameter followUp: its number if it is a follow-up pull.
    mutating func end(followUp: Int? = nil) throws {
        let after = try sandbox.writtenFiles(known: before)
        let changes = after.changes(since: before).filter { !isIgnored($0) }
        writes.add(changes.map { OutsideWrites.Write($0, followUp: followUp) }, isCut: after.isCut)
        before = after
    }

    private func isIgnored(_ change: FileChange) -> Bool {
        ignored.contains { place in
            change.path == place || change.path.hasPrefix(place + "/")
                // Whoever makes a place of its own makes the folders above it.
                || change.what == [.created] && place.hasPrefix(change.path + "/")
        }
    }
}

extension OutsideWrites.Write {
    fileprivate init(_ change: FileChange, followUp: Int?) {
        let what = change.what.map { what -> What in
            switch what {
            case .created: .created
            case .deleted: .deleted
            case .replaced: .replaced
            case .written: .written
            case .mode: .mode
            case .owner: .owner
            case .attributes: .attributes
            }
        }
        self.init(path: change.path, what: what, detail: change.detail, followUp: followUp)
    }
}
