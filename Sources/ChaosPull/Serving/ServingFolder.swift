import Faults
import FoundationEssentials
import Judging

/// The folder for what clients need to reach and trust the services, and for what they asked.
///
/// Files of the same names are overwritten; nothing is removed, since the folder may be one that a person chose.
package struct ServingFolder: Sendable {
    /// The folder unless another is given.
    package static let usualPath = "chaospull-served"

    package let path: String

    /// Names a folder, which is made when something is written.
    package init(_ path: String) { self.path = path }

    func write(_ files: [ServingGuide.File]) throws(ChaosPullError) {
        for file in files { try write(file.path, file.text) }
    }

    func write(_ report: ServingReport, timeline: [Event]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try write("served.json", String(decoding: try encoder.encode(report), as: UTF8.self) + "\n")
        try RunFolder(existing: path).write(timeline: timeline)
    }

    private func write(_ name: String, _ text: String) throws(ChaosPullError) {
        let file = "\(path)/\(name)"
        let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ChaosPullError("folder \(folder) cannot be made; give another with --output")
        }
        guard FileManager.default.createFile(atPath: file, contents: Data(text.utf8)) else {
            throw ChaosPullError("file \(file) cannot be written; give another folder with --output")
        }
    }
}
