import Faults
import FoundationEssentials
import Judging
import Pullers
import Reports
import SampleRuns
import Scenarios
import Testing

@testable import ChaosPull

/// Runs judged again from their folders.
@Suite struct SavedRunTests {
    static let lines = """
        faults: [{fault: packet.drop, match: {with: dns, name: cdn}}]
        expect: {pull: succeeds, within: 60 s}
        known: [{puller: docker, pull: fails, error: i/o timeout, because: it does not ask again}]
        """

    static let run: SeenRun = {
        var run = SeenRun.failing(
            "Error: lookup cdn.test: i/o timeout",
            by: [
                .process(ProcessChange(program: "docker pull", change: .ended, detail: "exit 1")),
                .fault(
                    FaultFiring(fault: 0, name: "packet.drop", detail: "dns cdn.test A from-node packet 1: dropped")),
            ]
        )
        run.fired = [1]
        run.events.insert(
            .process(ProcessChange(program: "docker pull", change: .started, detail: "docker pull x")), at: 0)
        run.events.insert(contentsOf: [.lookedUp(.registry), .lookedUp(.registry), .asked(.index)], at: 1)
        run.events.insert(.answered(.index, 200), at: 4)
        return run
    }()

    /// A run's folder, as `chaospull run` leaves it.
    func withFolder(_ run: SeenRun = run, _ lines: String = lines, _ body: (String) throws -> Void) throws {
        let output = FileManager.default.temporaryDirectory.path + "/saved-\(UInt64.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: output) }
        let scenario = try scenario(lines)
        let plan = Plan(scenario: scenario, puller: DockerPuller(), version: run.version, seed: 1)
        let folder = try RunFolder(output: output, plan: plan)
        var observations = run.observations
        // As a run counts them.
        observations.faults = plan.armedFaults().enumerated().map { index, fault in
            var count = Observations.FaultCount(fault)
            count.fired = run.fired.count > index ? run.fired[index] : 0
            return count
        }
        try folder.write(timeline: run.timeline)
        try folder.write(observations)
        try folder.write(
            RunResult(
                judging: observations, timeline: run.timeline, against: scenario, folder: "elsewhere/test.docker.seed-1"
            )
        )
        try body(folder.path)
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func write(_ text: String, _ path: String) throws {
        try #require(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
    }

    @Test func theVerdictIsTheSameByteForByte() throws {
        var odd = SeenRun.failing("\"quoted\" \u{1b}[0m \u{1F40B} i/o timeout")
        odd.pace = 0.1 + 0.2
        odd.pull?.seconds = 1.0 / 3
        odd.fired = [7]
        var cut = Self.run
        cut.cut = TimelineReport(packets: 3, others: 2)
        for run in [Self.run, odd, cut, SeenRun(fired: [0]), SeenRun(pull: nil, problem: "no sandbox")] {
            try withFolder(run) { folder in
                let before = try text(folder + "/verdict.json")
                let saved = try SavedRun(folder: folder)
                try saved.writeVerdict()
                #expect(try text(folder + "/verdict.json") == before)
                #expect(saved.result.folder == folder)
            }
        }
    }

    @Test func anEditedExpectationIsJudged() throws {
        try withFolder { folder in
            #expect(try SavedRun(folder: folder).result.status == .known)
            let file = folder + "/scenario.yaml"
            try write(text(file).replacing("pull: succeeds", with: "pull: fails"), file)
            let saved = try SavedRun(folder: folder)
            #expect(saved.result.status == .passed && saved.result.isFixed)
            try saved.writeVerdict()
            #expect(try text(folder + "/verdict.json").contains(#""status" : "passed""#))
        }
    }

    @Test func anotherScenarioFileIsJudged() throws {
        try withFolder { folder in
            let file = folder + "/other.yaml"
            try write("title: Other\n" + Self.lines.replacing("because: it", with: "leaks: token, because: it"), file)
            #expect(try SavedRun(folder: folder, scenarioFile: file).result.status == .failed)
            #expect(try SavedRun(folder: folder, scenarioFile: file).result.scenario == "test")
        }
    }

    @Test(arguments: ["packet.delay, by: 1 s", "packet.drop, when: {first: 2}, match: {with: dns, name: auth}"])
    func otherFaultsCannotBeJudged(fault: String) throws {
        try withFolder { folder in
            let file = folder + "/scenario.yaml"
            try write("title: A test\nfaults: [{fault: \(fault)}]\nexpect: {pull: fails}\n", file)
            let error = try #require(throws: ChaosPullError.self) { try SavedRun(folder: folder) }
            #expect(error.message.contains("has other faults than the run"))
        }
    }

    /// What a run notes of a fault is what its file says of it, on each plane.
    @Test(arguments: [
        "packet.drop, match: {with: dns}", "act.power-loss, on: {pull: succeeded}", "act.kill, on: {disk: write}",
        "act.kill, process: daemon, match: {resource: layer-1}", "act.freeze, for: 1 s, when: {after: 1 s}",
        "disk.io-error, match: {operation: write}", "syscall.fail, error: EIO, match: {call: fsync}",
        "node.tmp-full, size: 1 MiB",
        "dns.nxdomain, match: {name: cdn}", "http.status, status: 503, match: {resource: config}",
        "link.down, for: 1 s",
        "image.truncated, part: config", "auth.denied", "tls.expired",
    ])
    func aRunCanBeJudgedAgain(fault: String) throws {
        try withFolder(Self.run, "faults: [{fault: \(fault)}]\nexpect: {pull: fails}\n") { folder in
            #expect(throws: Never.self) { try SavedRun(folder: folder) }
        }
    }

    @Test func runsAreFoundInFoldersOfThem() throws {
        try withFolder { folder in
            let output = folder.split(separator: "/").dropLast().map { "/" + $0 }.joined()
            #expect(try SavedRun.folders(in: [output, folder + "/"]) == [folder, folder])
            let error = try #require(throws: ChaosPullError.self) { try SavedRun.folders(in: [output + "/nothing"]) }
            #expect(error.message.hasSuffix("holds no run; expected a folder that 'chaospull run' has left"))
        }
    }

    @Test(arguments: [
        ("observations.json", "{"), ("observations.json", "[]"), ("observations.json", "{\"seed\": -1}"),
        ("observations.json", String(repeating: "[", count: 100_000)), ("timeline.jsonl", "{}"),
        ("timeline.jsonl", "\n\n{\"time\": 1e999, \"event\": \"phase\"}"), ("timeline.jsonl", "\u{0}"),
        ("timeline.jsonl", #"{"time":1,"event":"phase","phase":"never","pull":0}"#), ("scenario.yaml", "title: x"),
    ])
    func aBrokenFileIsNamed(name: String, content: String) throws {
        try withFolder { folder in
            try write(content, "\(folder)/\(name)")
            let error = try #require(throws: (any Error).self) { try SavedRun(folder: folder) }
            #expect("\(error)".contains(name) && !"\(error)".contains("\n"), "\(error)")
        }
    }

    @Test(arguments: ["observations.json", "timeline.jsonl", "scenario.yaml"])
    func aMissingFileIsNamed(name: String) throws {
        try withFolder { folder in
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            let error = try #require(throws: (any Error).self) { try SavedRun(folder: folder) }
            #expect("\(error)".contains(name))
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
            #expect(throws: (any Error).self) { try SavedRun(folder: folder) }
        }
    }

    /// Files with random changes are read or refused; what can be read can be judged and explained.
    @Test func hostileFilesDoNotTrap() throws {
        try withFolder { folder in
            var random = Draw(seed: 5)
            let numbers = ["-9223372036854775808", "9223372036854775807", "1e308", "-1", "0", "-1e308", "null", "\"\""]
            for name in ["observations.json", "timeline.jsonl", "verdict.json"] {
                let original = try text("\(folder)/\(name)")
                for _ in 0..<150 {
                    var parts = original.split(separator: /-?\d+(\.\d+)?/, omittingEmptySubsequences: false)
                        .map(String.init)
                    for index in parts.indices.dropLast() where Int.random(in: 0..<3, using: &random) > 0 {
                        parts[index] += numbers.randomElement(using: &random) ?? ""
                    }
                    try write(parts.joined(), "\(folder)/\(name)")
                    guard let run = try? SavedRun(folder: folder) else { continue }
                    #expect(!run.pullRun.story.isEmpty)
                }
                try write(original, "\(folder)/\(name)")
            }
        }
    }

    @Test func theStoryIsThis() throws {
        try withFolder { folder in
            let story = try SavedRun(folder: folder).pullRun.story
            #expect(
                story == """
                    test, docker 20.10.24+dfsg1, seed 1: known
                    A test

                    What was injected
                      faults[0] packet.drop (with dns about cdn.test): fired once
                        4.50 s  faults[0] packet.drop: dns cdn.test A from-node packet 1: dropped

                    What the puller did
                      0.50 s  pull-started
                      1.00 s  docker pull started: docker pull x
                      1.50 s  dns registry.test A over udp: NOERROR, 1 records  (twice in a row)
                      3.00 s  cdn 200 index: 0 of 0 bytes, complete
                      3.50 s  docker pull: Error: lookup cdn.test: i/o timeout
                      4.00 s  docker pull ended: exit 1
                      5.00 s  pull-ended

                    Once the faults were lifted
                      pull 1 works, after 2 s

                    Why it is known: it does not ask again
                      ✘ pull: expected succeeds, saw failed
                          3.50 s  docker pull: Error: lookup cdn.test: i/o timeout
                      ✔ integrity: no success reported
                      ✔ honesty: said what happened
                      ✔ termination: ended after 2 s
                      ✔ within: 2 s
                      ✔ recovers: pull 1 works
                      ✔ leftovers: 0 B
                      ✔ secrets: none got out
                      ✔ outside: none was changed
                      ✔ export: no export failed
                      ✔ politeness: at most 1 for one resource in a second
                      ✔ faults: faults[0] packet.drop once

                    All of it: \(folder)

                    """)
        }
    }

    @Test func aLongErrorTextIsToldWhole() throws {
        let error = "Error: " + (1...40).map { "word\($0)" }.joined(separator: " ")
        var run = Self.run
        run.events = [
            .process(ProcessChange(program: "docker pull", change: .started)), .said(error),
            .process(ProcessChange(program: "docker pull", change: .ended)),
        ]
        try withFolder(run) { folder in
            let story = try SavedRun(folder: folder).pullRun.story
            #expect(story.contains("The error text\n  Error: word1 word2"))
            #expect((1...40).allSatisfy { story.contains("word\($0)") })
        }
    }

    @Test func aStoryFitsOnAScreen() throws {
        var run = Self.run
        run.events += (0..<500).flatMap { number -> [Event.Body] in
            [.said(String(repeating: "x", count: 5000)), .answered(.layer(number % 100), 503)]
        }
        try withFolder(run) { folder in
            let lines = try SavedRun(folder: folder).pullRun.story.split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count < 110 && lines.allSatisfy { $0.count <= 118 })
        }
    }
}
