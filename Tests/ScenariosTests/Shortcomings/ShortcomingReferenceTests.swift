import Testing

@testable import Scenarios

@Suite struct ShortcomingReferenceTests {
    private static let family = """
        shortcomings:
          no-stall-timeout:
            what: nothing limits how long a blob's next byte may take
            puller: [docker <29, 'skopeo >=1.9, <1.23', crane]
            see: moby/moby#1
            usually: {pull: hangs, within: 90 s}
          url-printed:
            what: it prints the signed URL
            puller: [docker <26, skopeo]
        traits:
          no-daemon: {what: it has no daemon, puller: [crane, skopeo]}
        """

    /// The scenario beside a folder of shortcomings.
    private func read(_ lines: String, _ family: String = family) throws -> Scenario {
        try withFolder([
            "shortcomings/family.yaml": family,
            "scenarios/stall.yaml": "title: A test\nexpect: {pull: fails}\n\(lines)\n",
        ]) { (folder: String) throws in try Scenario(contentsOf: folder + "/scenarios/stall.yaml") }
    }

    private func complaint(_ lines: String, _ family: String = family) throws -> String? {
        do {
            _ = try read(lines, family)
            return nil
        } catch let error as ScenarioError {
            return error.description
        }
    }

    @Test func `a name stands for what is usual`() throws {
        let known = try read("known: [no-stall-timeout]").known
        #expect(known.count == 1)
        #expect(known[0].pullers.map(\.description) == ["docker <29", "skopeo >=1.9, <1.23", "crane"])
        #expect(known[0].pull == .hangs)
        #expect(known[0].observables.within == .seconds(90))
        #expect(known[0].because == "nothing limits how long a blob's next byte may take")
        #expect(known[0].see == ["moby/moby#1"])
        #expect(known[0].shortcomings == ["no-stall-timeout"])
    }

    @Test func `a mapping without 'pull' adds to what is usual, one with it stands alone`() throws {
        let more = try read("known: {no-stall-timeout: {within: 70 s, recovers: false}}").known[0]
        #expect(more.pull == .hangs)
        #expect(more.observables.within == .seconds(70))
        let other = try read("known: {no-stall-timeout: {pull: crashes}}").known[0]
        #expect(other.pull == .crashes)
        #expect(other.observables.within == nil)
    }

    @Test func `'puller' narrows who has it`() throws {
        let known = try read("known: {no-stall-timeout: [{puller: [docker >=23, crane]}, {puller: skopeo <1.11}]}")
            .known
        #expect(
            known.map { $0.pullers.map(\.description) } == [
                ["docker <29, >=23", "crane"], ["skopeo >=1.9, <1.23, <1.11"],
            ])
    }

    @Test func `with another shortcoming only those have it that have both`() throws {
        let known = try read("known: {no-stall-timeout: {with: url-printed, leaks: signed-query}}").known[0]
        #expect(known.pullers.map(\.description) == ["docker <29, <26", "skopeo >=1.9, <1.23"])
        #expect(known.shortcomings == ["no-stall-timeout", "url-printed"])
        #expect(
            known.because
                == "nothing limits how long a blob's next byte may take; it prints the signed URL")
    }

    @Test func `'skip' names traits`() throws {
        let all = try read("skip: [no-daemon]").exemptions[0]
        #expect(all.pullers.map(\.description) == ["crane", "skopeo"])
        #expect(all.because == "it has no daemon")
        #expect(all.trait == "no-daemon")
        #expect(try read("skip: {no-daemon: {puller: crane}}").exemptions[0].pullers.map(\.description) == ["crane"])
        #expect(try read("skip: {no-daemon: all}").exemptions[0].pullers.count == 2)
    }

    @Test func `an entry that says all itself may stand beside names`() throws {
        let known = try read("known: [no-stall-timeout, {puller: oras, pull: crashes, because: it panics}]").known
        #expect(known.map(\.because) == ["nothing limits how long a blob's next byte may take", "it panics"])
        #expect(known[1].shortcomings.isEmpty)
    }

    @Test(arguments: [
        (
            "known: [no-stal-timeout]",
            "stall.yaml:3:9: known[0]: unknown shortcoming 'no-stal-timeout'; did you mean 'no-stall-timeout'?"
        ),
        ("known: [no-daemon]", "stall.yaml:3:9: known[0]: 'no-daemon' is a trait; expected it in 'skip'"),
        ("skip: [url-printed]", "stall.yaml:3:8: skip[0]: 'url-printed' is a shortcoming; expected it in 'known'"),
        (
            "known: [url-printed]",
            "family.yaml does not say how 'url-printed' usually shows; expected it here, as in '{pull: fails}'"
        ),
        ("known: {no-stall-timeout: often}", "found 'often'; expected 'usual' or a mapping"),
        ("skip: {no-daemon: {because: x}}", "family.yaml; expected only 'puller'"),
        ("known: {no-stall-timeout: {because: x}}", "family.yaml; expected only how it shows here"),
        (
            "known: {no-stall-timeout: {puller: docker >=29}}",
            "'docker >=29' does not have 'no-stall-timeout'; expected one of 'docker <29', 'skopeo >=1.9, <1.23', 'crane'"
        ),
        ("known: {no-stall-timeout: {puls: hangs}}", "unknown key 'puls'"),
        ("known: {no-stall-timeout: [[usual]]}", "found a list in a list; expected a mapping"),
    ])
    func `a wrong reference is named with its place`(lines: String, expected: String) throws {
        let message = try complaint(lines)
        #expect(message?.contains(expected) == true, "\(message ?? "no error")")
    }

    @Test(arguments: [
        ("shortcomings: {a: {puller: docker}}", "family.yaml:1:19: shortcomings.a: key 'what' is missing"),
        ("shortcomings: {a: {what: x}}", "family.yaml:1:19: shortcomings.a: key 'puller' is missing"),
        ("shortcomings: {a: {what: x, puller: docker, usually: {pul: hangs}}}", "unknown key 'pul'"),
        ("traits: {a: {what: x, puller: docker, usually: {pull: hangs}}}", "a trait shows nothing"),
        ("shortcomings: [a]", "found a list; expected names"),
        ("shortcoming: {}", "unknown key 'shortcoming'"),
        ("", "the file holds no shortcoming"),
        ("shortcomings: {a: {what: x, puller: b}}\ntraits: {a: {what: x, puller: b}}", "'a' stands in"),
    ])
    func `a wrong file of shortcomings is named`(family: String, expected: String) throws {
        let message = try complaint("known: [a]", family)
        #expect(message?.contains(expected) == true, "\(message ?? "no error")")
    }

    @Test func `what a run stores says all itself`() throws {
        let scenario = try read(
            "known:\n  no-stall-timeout: {puller: docker}\nskip: [no-daemon]\n# A remark.\ndeadline: 100 s")
        let again = try Scenario(yaml: scenario.source, file: "/nowhere/scenario.yaml")
        #expect(again.known.map { $0.pullers.map(\.description) } == [["docker <29"]])
        #expect(again.known[0].shortcomings == ["no-stall-timeout"])
        #expect(again.known[0].observables.within == .seconds(90))
        #expect(again.exemptions[0].trait == "no-daemon")
        #expect(again.deadline == .seconds(100))
        #expect(scenario.source.hasPrefix("title: A test\nexpect: {pull: fails}\nknown:\n  - {"))
    }

    @Test func `in flow style it says all itself too`() throws {
        let flow = try withFolder([
            "shortcomings/family.yaml": Self.family,
            "scenarios/stall.yaml": "{title: A test, expect: {pull: fails}, known: [no-stall-timeout]}",
        ]) { (folder: String) throws in try Scenario(contentsOf: folder + "/scenarios/stall.yaml") }
        #expect(try Scenario(yaml: flow.source, file: "/nowhere/scenario.yaml").known[0].pull == .hangs)
    }
}
