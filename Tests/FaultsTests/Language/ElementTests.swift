import Faults
import Testing

@Suite struct ElementTests {
    @Test(
        arguments: [
            ("0", 0), ("7", 7), ("10", 10), ("-1", nil), ("11", nil), ("1.0", nil), ("", nil),
            ("99999999999999999999", nil),
        ] as [(String, Int?)])
    func wholeNumbersAreReadWithinTheirRange(text: String, number: Int?) {
        #expect((try? Document.scalar(text).element().integer(in: 0...10)) == number)
    }

    @Test(arguments: [("true", true), ("false", false), ("yes", nil), ("True", nil)] as [(String, Bool?)])
    func onlyTrueAndFalseAreBooleans(text: String, value: Bool?) {
        #expect((try? Document.scalar(text).element().boolean()) == value)
    }

    @Test func errorsSayWhereTheyAre() {
        let document: Document = ["fault": "packet.delay", "by": "1 parsec"]
        do {
            _ = try FaultDefinition(document.element())
            Issue.record("it was read")
        } catch {
            #expect(error.position == Position(line: 2, column: 1))
            #expect(error.path == "by")
            #expect(
                error.message.hasPrefix(
                    "unknown unit 'parsec'; expected a duration such as '60 s' (units: ms, s, min, h)"))
        }
    }

    @Test func hostileTextIsClippedInMessages() throws {
        let text = "\u{1b}[31m" + String(repeating: "x", count: 10_000)
        let message = try #require(complaint(aboutFault: ["fault": .scalar(text)]))
        #expect(message.count < 400)
        #expect(!message.contains("\u{1b}"))
    }

    @Test(
        arguments: [
            (.scalar(""), "nothing"), (.scalar("x"), "'x'"), (.sequence([]), "a list"), (.mapping([]), "a mapping"),
        ] as [(Document, String)])
    func messagesNameTheKindThatWasFound(document: Document, kind: String) {
        #expect(document.element().kindName == kind)
    }
}
