import FoundationEssentials
import Sandboxing

/// The file in a root that marks it as made by chaospull, and complete.
struct RootRecord: Equatable {
    static let fileName = ".chaospull-root"
    static let firstLine = "chaospull root 1"

    var suite = ""
    /// Packages that were requested and that the suite does not have.
    var absentPackages: [String] = []
    /// On the disk.
    var bytes = 0

    init?(_ text: String) {
        let lines = text.split(separator: "\n")
        guard lines.first.map(String.init) == Self.firstLine else { return nil }
        for line in lines.dropFirst() {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { continue }
            switch words[0] {
            case "suite": suite = words[1]
            case "absent": absentPackages.append(words[1])
            case "bytes": bytes = Int(words[1]) ?? 0
            default: break
            }
        }
    }

    /// Nil if the folder is not a root made by chaospull; a link to one does not count.
    init?(folder: String) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder)
        guard attributes?[.type] as? FileAttributeType == .typeDirectory,
            let text = try? readTextFile("\(folder)/\(Self.fileName)")
        else { return nil }
        self.init(text)
    }
}
