import Faults
import FoundationEssentials

/// The timeline that a run left in its folder.
public enum SavedTimeline {
    /// Invalid lines are left out; without the file there are no events.
    ///
    /// - Parameter folders: tried in turn.
    public static func events(in folders: [String]) -> [Event] {
        for folder in folders {
            guard let data = FileManager.default.contents(atPath: "\(folder)/timeline.jsonl") else { continue }
            let decoder = JSONDecoder()
            return data.split(separator: UInt8(ascii: "\n")).compactMap {
                try? decoder.decode(Event.self, from: Data($0))
            }
        }
        return []
    }
}
