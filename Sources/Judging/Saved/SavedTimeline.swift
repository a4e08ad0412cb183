import Faults
import FoundationEssentials

/// The timeline in a run's folder, which may have been edited since and is not trusted.
package enum SavedTimeline {
    /// - Throws: `ChaosPullError` about the file, or the first line that is wrong.
    package static func events(in folder: String) throws(ChaosPullError) -> [Event] {
        let file = Self.file(in: folder)
        var events: [Event] = []
        let lines = try SavedFile.bytes(file).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            events.append(try SavedFile.decode(Event.self, Data(line), at: "\(file):\(index + 1)"))
        }
        return events
    }

    /// The timeline in the first folder that has one.
    ///
    /// - Throws: `ChaosPullError` as above; about the first folder if none has one.
    package static func events(inFirstOf folders: [String]) throws(ChaosPullError) -> [Event]? {
        let holder = folders.first { FileManager.default.fileExists(atPath: file(in: $0)) }
        guard let folder = holder ?? folders.first else { return nil }
        return try events(in: folder)
    }

    private static func file(in folder: String) -> String { folder + "/timeline.jsonl" }
}
