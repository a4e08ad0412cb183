import Faults
import Foundation
import Judging
import Pullers
import SampleRuns
import Scenarios
import SchemaValidation
import Testing

@testable import ChaosPull

/// The lines of the control socket, in a world of which only the services would be there.
@Suite struct ControlTests {
    private static func world(_ faults: String = "[]", added: AddedFaults = AddedFaults()) throws -> LiveWorld {
        let scenario = try Scenario(
            yaml: "title: t\nfaults: \(faults)\nexpect: {pull: either}\n", file: "t.yaml")
        let plan = Cell(scenario: scenario, puller: .none, seed: 1).plan()
        return LiveWorld(plan, faults: plan.armedFaults(), added: added, recorder: Recorder(), world: nil)
    }

    private static let schema = Result {
        SchemaValidator(
            try JSONValue(json: String(contentsOfFile: "\(Golden.root)/docs/control.schema.json", encoding: .utf8)))
    }

    /// Asks, and holds both lines to the schema.
    private func ask(_ line: String, _ world: LiveWorld) async throws -> ControlReply {
        let reply = await ControlReply(to: line, in: world)
        #expect(try Self.schema.get().problems(of: JSONValue(json: reply.line)) == [], "\(reply.line)")
        if reply.ok { #expect(try Self.schema.get().problems(of: JSONValue(json: line)) == [], "\(line)") }
        return reply
    }

    @Test func aFaultIsArmedHealedAndArmedAgain() async throws {
        let added = AddedFaults()
        let world = try Self.world(added: added)
        #expect(try await ask(#"{"do":"list"}"#, world).faults == [])
        let armed = try await ask(
            #"{"do": "arm", "fault": {"fault": "http.status", "status": 503, "match": {"resource": "manifest"}}}"#,
            world)
        #expect(armed.faults?.map(\.line) == ["faults[0] http.status (manifest): armed, fired 0 times"])
        #expect(added.all.map(\.name) == ["http.status"] && added.all.first?.isLifted == false)
        #expect(try await ask(#"{"do":"arm","fault":0}"#, world).error?.contains("is armed") == true)
        #expect(try await ask(#"{"do":"heal","fault":0}"#, world).faults?.first?.isArmed == false)
        #expect(added.all.first?.isLifted == true)
        #expect(try await ask(#"{"do":"arm","fault":0}"#, world).faults?.first?.isArmed == true)
        #expect(added.all.first?.isLifted == false)
        let second = try await ask(#"{"do":"arm","fault":"{fault: http.status, status: 500}"}"#, world)
        #expect(second.faults?.first?.fault == 1)
        #expect(try await ask(#"{"do":"heal"}"#, world).faults?.map(\.isArmed) == [false, false])
        #expect(try await ask(#"{"do":"fired"}"#, world).faults == [])
    }

    @Test(arguments: [
        ("", "the file holds no request"), ("[]", "found a list; expected a request"), ("{}", "key 'do' is missing"),
        (#"{"do":"arms"}"#, "did you mean 'arm'?"), (#"{"do":"arm"}"#, "key 'fault' is missing"),
        (#"{"do":"arm","fault":{"fault":"http.stat"}}"#, "did you mean 'http.status'?"),
        (#"{"do":"arm","fault":7}"#, "there is no fault 7"), (#"{"do":"heal","fault":-1}"#, "-1"),
        (#"{"do":"list","fault":1}"#, "'list' has no 'fault'"), (#"{"do":"pull"}"#, "there is no puller"),
        (#"{"do":"arm","fault":{"fault":"packet.drop"}}"#, "needs the sandbox"),
        (#"{"do":"arm","fault":{"fault":"image.missing","part":"layer-1"}}"#, "the image is made before"),
        (String(repeating: "[", count: 200), "expected"), ("\u{7}", "control character"),
    ])
    func whatIsWrongIsSaidAndNothingIsArmed(line: String, words: String) async throws {
        let world = try Self.world()
        let reply = try await ask(line, world)
        #expect(!reply.ok && reply.error?.contains(words) == true, "\(reply.line)")
        #expect(try await world.faults().isEmpty)
    }

    @Test func theScenariosFaultsComeFirst() async throws {
        let world = try Self.world("[{fault: http.status, status: 500, when: {times: 1}}]")
        let faults = try await world.faults()
        #expect(faults.map(\.fault) == [0] && faults.first?.isArmed == true)
        _ = try await ask(#"{"do":"arm","fault":{"fault":"http.status","status":503}}"#, world)
        #expect(try await world.faults().map(\.fault) == [0, 1])
    }

    @Test func eventsAreToldByNumber() async throws {
        let world = try Self.world()
        for number in 0..<5 {
            world.recorder.record(.output(OutputLine(program: "p", line: "\(number)")))
        }
        let first = try await ask(#"{"do":"events","after":1,"limit":2}"#, world)
        #expect(first.events?.map(\.number) == [1, 2] && first.next == 3 && first.lost == 0)
        #expect(try await ask(#"{"do":"events","after":3}"#, world).events?.count == 2)
        let none = try await ask(#"{"do":"events","after":9}"#, world)
        #expect(none.events?.isEmpty == true && none.next == 9)
    }

    @Test func ofVeryManyEventsTheLastAreKept() {
        let events = LiveEvents()
        let count = 2 * LiveEvents.most + 1
        for number in 0..<count {
            events.note(Event(time: Double(number), body: .output(OutputLine(program: "p", line: "x"))))
        }
        let (kept, lost) = events.entries(from: 0, limit: 1)
        #expect(lost == LiveEvents.most && kept.first?.number == lost && kept.first?.event.time == Double(lost))
        #expect(events.next == count)
    }

    @Test func aFaultThatIsArmedAgainBeginsAnew() throws {
        let fault = ArmedFault(
            try #require(Self.definition).fault, ordinal: 0, match: Match(), trigger: Trigger(times: 1), seed: 1)
        let flow = FlowKey.resource(Resource("manifest"))
        #expect(fault.decide(flow: flow)?.isHit == true && fault.decide(flow: flow)?.isHit == false)
        fault.lift()
        #expect(fault.decide(flow: flow) == nil)
        fault.restore()
        #expect(fault.decide(flow: flow)?.isHit == true && fault.decide(flow: flow)?.isHit == false)
        #expect(fault.fired == 2)
    }

    private static var definition: FaultDefinition? {
        try? Scenario(
            yaml: "title: t\nfaults: [{fault: http.status, status: 500}]\nexpect: {pull: either}\n", file: "t.yaml"
        ).faults.first
    }
}
