import Faults
import FoundationEssentials
import ImageContent
import Judging
import SampleRuns
import SchemaValidation
import Testing

@testable import ChaosPull

/// Recordings as files: what is written can be read, and no edited file crashes the reader.
@Suite struct RecordingTests {
    private static let faults = ["packet.drop, match udp with dns, with probability 50%", #"a "second" \one"#]
    private static let decisions = [
        DecisionRecord(
            fault: 0, flow: "dns cdn.test A", direction: .fromNode, ordinal: 1, isHit: true, draw: Draw(seed: 0),
            seconds: 0
        ),
        DecisionRecord(
            fault: 1, flow: "dns \u{1}\n\"\\ é\u{1F40B}.test AAAA", direction: .toNode, ordinal: 1_000_000_000,
            isHit: false, draw: Draw(seed: .max, walk: -0.1 - 0.2), seconds: 1e-9
        ),
        DecisionRecord(
            fault: 1, flow: "tcp cdn #2", direction: .toNode, ordinal: 2, isHit: true,
            draw: Draw(seed: 0xbeef, walk: 1e-300), seconds: 1.0 / 3
        ),
    ]

    /// A recording as a run writes it.
    private static func text(_ decisions: [DecisionRecord] = decisions) -> String {
        var bytes = DecisionLine.header(seed: 7, faults: faults)
        for decision in decisions { DecisionLine.append(decision, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func read(_ text: String) throws -> [DecisionRecord] {
        try Recording(Array(text.utf8), file: "decisions.jsonl", faults: Self.faults).decisions
    }

    @Test func whatIsWrittenIsRead() throws {
        #expect(try read(Self.text()) == Self.decisions)
        #expect(try read(Self.text([])).isEmpty)
        #expect(
            try read(Self.text().replacing("\n", with: "\n\n")) == Self.decisions, "an editor may leave blank lines")
    }

    @Test func everyLineAgreesWithTheSchema() throws {
        let schema = SchemaValidator(
            try JSONValue(json: String(contentsOfFile: "\(Golden.root)/docs/decisions.schema.json", encoding: .utf8))
        )
        for line in Self.text().split(separator: "\n") {
            #expect(schema.problems(of: try JSONValue(json: String(line))) == [], "\(line)")
        }
        let line = #"{"fault":0,"flow":"a","direction":"to-node","ordinal":0,"isHit":true,"draw":"0","sincePull":0}"#
        #expect(schema.problems(of: try JSONValue(json: line)) != [])
    }

    @Test func aDecisionFileKeepsDecisionsInOrder() async throws {
        let path = FileManager.default.temporaryDirectory.path + "/decisions-\(UInt64.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let many = (1...5000).map { ordinal in
            var decision = Self.decisions[0]
            decision.ordinal = ordinal
            return decision
        }
        let file = try DecisionFile(path, seed: 7, faults: Self.faults)
        for decision in many { file.append(decision) }
        let early = try #require(FileManager.default.contents(atPath: path))
        #expect(early.count > 64 << 10, "it is written meanwhile")
        try file.finish()
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(try Recording(bytes, file: path, faults: Self.faults).decisions == many)
    }

    @Test func aFileThatCannotBeWrittenIsNamed() throws {
        let error = try #require(throws: ChaosPullError.self) { try DecisionFile("/proc/no/file", seed: 1, faults: []) }
        #expect(error.message == "file /proc/no/file cannot be written; give another folder with --output")
        let full = try DecisionFile("/dev/full", seed: 1, faults: [])
        full.append(Self.decisions[0])
        #expect(throws: ChaosPullError.self) { try full.finish() }
    }

    @Test(arguments: [
        (
            #""ordinal":1,"#, #""ordinal":0,"#,
            "2:70: ordinal: 0 is out of range; expected a whole number from 1 to 1000000000"
        ),
        (
            #""ordinal":1,"#, #""ordinal":1.5,"#,
            "2:70: ordinal: found '1.5'; expected a whole number from 1 to 1000000000"
        ),
        (#""ordinal":1,"#, "", "2:1: key 'ordinal' is missing; expected the place in the flow, from 1"),
        (
            #""ordinal":1,"#, #""ordinal":,"#,
            "2:70: found a blank or comma; expected text in double quotes, a number, true or false"
        ),
        (#""ordinal":1,"#, #""ordinl":1,"#, "2:60: unknown key 'ordinl'; did you mean 'ordinal'?"),
        (#""ordinal":1,"#, #""ordinal":1,"ordinal":2,"#, "2:72: key 'ordinal' is given twice; expected it once"),
        (
            #""isHit":true"#, #""isHit":yes"#,
            "2:80: found 'yes'; expected text in double quotes, a number, true or false"
        ),
        (#""from-node""#, #""from node""#, "2:48: direction: unknown direction 'from node'; did you mean 'from-node'?"),
        (
            #""0000000000000000""#, #""+000000000000000""#,
            "2:92: draw: found '+000000000000000'; expected sixteen hexadecimal digits in double quotes"
        ),
        (#""fault":0"#, #""fault":2"#, "2:10: fault: 2 is out of range; expected a whole number from 0 to 1"),
        (
            #""fault":0"#, #""fault":[[]]"#,
            "2:11: found '[]]'; expected text in double quotes, a number, true or false"
        ),
        ("-0.30000000000000004", "1e999", "3:145: walk: found '1e999'; expected a number from -1000.0 to 1000.0"),
        (#""schema":1"#, #""schema":2"#, "1:11: schema: this is another version of the format; expected 1"),
        (
            "50%", "60%",
            "1:51: faults: 'packet.drop, match udp with dns, with probability 60%' is not the scenario's 'packet.drop, match udp with dns, with probability 50%'; expected the faults that ran"
        ),
        (#"{"schema""#, #"["schema""#, "1:1: found '[\"schema\":1'; expected an object, which begins with '{'"),
        (#","isHit":true"#, #","isHit":true}{"#, "2:85: found '{'; expected the end of the line after the object"),
        (
            #"dns cdn.test A""#, #"dns cdn.test A\q""#,
            "2:34: found '\\q\"'; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        ),
        (
            #"dns cdn.test A""#, #"dns cdn.test A\ud800""#,
            "2:34: found '\\ud800\"'; expected a character, not half of one"
        ),
    ])
    func whatIsWrongIsNamedWithItsPlace(text: String, changed: String, problem: String) throws {
        var edited = Self.text()
        edited.replaceSubrange(try #require(edited.firstRange(of: text)), with: changed)
        let error = try #require(throws: ChaosPullError.self) { try read(edited) }
        #expect(error.message == "decisions.jsonl:\(problem)")
    }

    @Test(arguments: ["01", "1.", ".5", "1e", "+1", "-", "1_000", "0x10", "nan", "inf", "tru", "٣", "1 1"])
    func onlyJSONNumbersAreNumbers(text: String) throws {
        let edited = Self.text().replacing(#""ordinal":1,"#, with: #""ordinal":\#(text),"#)
        #expect(throws: ChaosPullError.self) { try read(edited) }
    }

    @Test(arguments: ["0", "-0.5e-3", "1E+2", "12.25"]) func numbersAreRead(text: String) throws {
        let edited = Self.text().replacing(#""walk":1e-300"#, with: #""walk":\#(text)"#)
        #expect(try read(edited)[2].draw.walk == Double(text))
    }

    @Test func anOccurrenceIsDecidedOnce() throws {
        let error = try #require(throws: ChaosPullError.self) {
            try read(Self.text(Self.decisions + [Self.decisions[0]]))
        }
        #expect(
            error.message
                == "decisions.jsonl:5:1: this occurrence was decided on line 2 already; expected it once")
    }

    @Test func aLineThatWasCutIsNamed() throws {
        let error = try #require(throws: ChaosPullError.self) { try read(String(Self.text().dropLast(3))) }
        #expect(error.message.hasPrefix("decisions.jsonl:4:"))
        let whole = Array(Self.text().utf8)
        for count in whole.indices {
            _ = try? Recording(whole.prefix(count), file: "decisions.jsonl", faults: Self.faults)
        }
    }

    @Test func noMutationCrashesTheReader() {
        var random = SystemRandomNumberGenerator()
        let whole = Array(Self.text().utf8)
        var refused = 0
        for _ in 0..<1000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do {
                _ = try Recording(bytes, file: "f", faults: Self.faults)
            } catch {
                refused += 1
                #expect(error.message.wholeMatch(of: /f:\d+:\d+: [^\n]+/) != nil, "\(error)")
            }
        }
        #expect(refused > 500)
    }
}
