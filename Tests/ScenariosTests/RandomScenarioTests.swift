import Faults
import Testing

@testable import Scenarios

/// Any file is either a scenario or an error with a position.
@Suite struct RandomScenarioTests {
    private func isRead(_ bytes: [UInt8]) -> Bool {
        do {
            let text = try YAMLDocument.text(of: bytes)
            _ = try Scenario(yaml: text, file: "random.yaml")
            return true
        } catch let error as ScenarioError {
            check(error.position, error.message, bytes)
        } catch let error as LanguageError {
            check(error.position, error.message, bytes)
        } catch {
            Issue.record("an error of another kind: \(error)")
        }
        return false
    }

    private func check(_ position: Position?, _ message: String, _ bytes: [UInt8]) {
        let lines = bytes.count + 1
        guard let position, (1...lines + 1).contains(position.line), (1...lines + 1).contains(position.column) else {
            Issue.record("no place in the file: \(String(describing: position)) \(message)")
            return
        }
        if message.isEmpty || message.contains("\n") { Issue.record("no sentence: \(message)") }
    }

    @Test func `random bytes are refused`() {
        var random = Draw(seed: 1)
        for _ in 0..<8_000 {
            let count = Int.random(in: 0...80, using: &random)
            #expect(!isRead((0..<count).map { _ in .random(in: .min ... .max, using: &random) }))
        }
    }

    @Test func `random signs of YAML are refused or read`() {
        let signs = [
            "a", "title", "expect", "pull", "succeeds", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "\n", "\n  ",
            "'", "\"", "#", " #", "&a", "*a", "!t", "|", ">", "%", "@", "`", "\t", "\\", "---\n", "...\n", "<<", "é",
            "\u{85}",
            "\r\n", "0", "5 s", "~",
        ]
        var random = Draw(seed: 2)
        for _ in 0..<8_000 {
            let count = Int.random(in: 0...20, using: &random)
            _ = isRead(Array((0..<count).map { _ in signs.randomElement(using: &random) ?? "" }.joined().utf8))
        }
    }

    @Test func `a scenario with random changes is refused or read`() {
        let valid = Array(ScenarioTests.full.utf8)
        #expect(isRead(valid))
        var random = Draw(seed: 3)
        for _ in 0..<4_000 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, place + Int.random(in: 0...6, using: &random))
                let ascii = UInt8.random(in: 0x20...0x7E, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = .random(in: .min ... .max, using: &random)
                case 1: bytes[place] = ascii
                case 2: bytes.insert(ascii, at: place)
                case 3: bytes.removeSubrange(place..<end)
                default:
                    bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
                }
            }
            _ = isRead(bytes)
        }
    }
}
