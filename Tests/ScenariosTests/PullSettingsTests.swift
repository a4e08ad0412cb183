import Faults
import Scenarios
import Testing

@Suite struct PullSettingsTests {
    @Test(arguments: [(1, 10), (2, 20), (3, 40), (5, 160), (6, 300), (7, 300), (1_000_000, 300), (0, 10)])
    func aKubeletWaitsTwiceAsLongEachTime(failures: Int, seconds: Int) {
        #expect(KubeletBackOff.delay(after: failures) == .seconds(seconds))
    }

    @Test(
        arguments: [
            ("", nil), ("faults: [{fault: packet.drop}]\n", nil),
            ("faults: [{fault: packet.drop, when: {for: 30 s}}]\n", Duration.seconds(30)),
            (
                "faults: [{fault: packet.drop, when: {for: 30 s}}, {fault: dns.servfail, when: {after: 5 s, for: 40 s}}]\n",
                .seconds(45)
            ),
            ("faults: [{fault: packet.drop, when: {for: 30 s}}, {fault: dns.servfail}]\n", nil),
        ] as [(String, Duration?)])
    func faultsAreOverWhenTheLastOneIs(faults: String, end: Duration?) throws {
        let scenario = try Scenario(yaml: "title: A test\n\(faults)expect: {pull: fails}\n", file: "test.yaml")
        #expect(scenario.faultsEnd == end)
        #expect(scenario.pulls == PullSettings() && scenario.pulls.summary == nil)
    }

    @Test func severalAtOnceAreCounted() throws {
        let scenario = try Scenario(
            yaml: "title: A test\nimage: {base-layers: 2}\npulls: {at-once: 6, with-base: true}\n"
                + "expect: {pull: succeeds}\n", file: "test.yaml")
        #expect(scenario.pulls == PullSettings(atOnce: 6, hasBase: true))
        #expect(scenario.pulls.summary == "6 at once, every second one of the base")
    }

    @Test(arguments: [("", true), ("pulls: {at-once: 2}\n", false)])
    func aKubeletMayAskWhateverTheFileSays(pulls: String, asks: Bool) throws {
        let scenario = try Scenario(yaml: "title: A test\nexpect: {pull: succeeds}\n\(pulls)", file: "a/test.yaml")
        let again = try scenario.askedAgain(file: "a/test.yaml")
        #expect(again.pulls.again == (asks ? .kubelet : .never) && again.name == scenario.name)
        #expect(try again.askedAgain(file: "a/test.yaml").source == again.source)
    }

    @Test func aKubeletIsNamed() throws {
        let scenario = try Scenario(
            yaml: "title: A test\npulls: {again: kubelet}\nexpect: {pull: succeeds}\n", file: "test.yaml")
        #expect(scenario.pulls.again == .kubelet)
        #expect(
            scenario.pulls.summary == "again 10 s after a failure, then twice as long each time, at most 5 min")
    }
}
