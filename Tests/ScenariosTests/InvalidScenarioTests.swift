import FoundationEssentials
import Testing

@testable import Scenarios

/// Every broken file in `Invalid` against the message that stands beside it; `RECORD_GOLDEN=1` writes the messages.
@Suite struct InvalidScenarioTests {
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: fixture("Invalid"))) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()

    @Test func `there is a broken file for each kind of mistake`() {
        #expect(Self.names.count >= 36)
    }

    @Test(arguments: names) func `a broken file gives its message`(name: String) throws {
        let file = fixture("Invalid/\(name)")
        let golden = String(file.dropLast(5)) + ".txt"
        let message = message(about: file)
        let base = "\(name):"
        #expect(message.hasPrefix(base) && message.contains(#/:\d+:\d+: /#), "\(message)")
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data("\(message)\n".utf8).write(to: URL(filePath: golden))
            Issue.record("recorded \(golden)")
            return
        }
        let expected = String(decoding: try Data(contentsOf: URL(filePath: golden)), as: UTF8.self)
        #expect("\(message)\n" == expected)
    }

    /// The message with the base name of the file only.
    private func message(about file: String) -> String {
        let folder = fixture("Invalid/")
        let errors = Scenario.problems(inFile: file).map { error in
            let text = error.description
            return text.hasPrefix(folder) ? String(text.dropFirst(folder.count)) : text
        }
        return errors.isEmpty ? "no error" : errors.joined(separator: "\n")
    }
}
