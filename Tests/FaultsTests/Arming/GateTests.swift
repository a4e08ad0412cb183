import Faults
import Testing

@Suite struct GateTests {
    private static let request = Event.Body.request(
        Request(
            request: 1, host: .cdn, connection: 1, method: "GET", path: "/", resource: .layer(2), range: nil,
            authorization: "none"))

    private func armed(_ document: Document) throws -> ArmedFault {
        try FaultDefinition(document.element()).armed(ordinal: 0, seed: 1)
    }

    @Test func whatCameBeforeTheEventIsNoOccurrence() throws {
        let fault = try armed(
            ["fault": "packet.drop", "once": ["request": "layer-2"], "when": ["first": "1"]])
        let flow = FlowKey.connection(to: .cdn, number: 1)
        #expect(fault.decide(flow: flow) == nil)
        #expect(fault.interest(in: flow, direction: .toNode, starts: 0...0, time: .zero) == .none)
        fault.gate?.hear(.output(OutputLine(program: "docker", line: "layer-2")))
        #expect(fault.decide(flow: flow) == nil)
        fault.gate?.hear(Self.request)
        let decision = try #require(fault.decide(flow: flow))
        #expect(decision.isHit && decision.ordinal == 1)
        #expect(fault.decide(flow: flow)?.isHit == false)
    }

    @Test func waitersContinueWithTheEvent() async throws {
        let fault = try armed(["fault": "link.rate", "rate": "1 MiB", "once": ["dns": "cdn"]])
        async let opened: Void = fault.waitUntilOpen()
        #expect(!fault.isOpen)
        fault.gate?.hear(.dns(DNSExchange(name: "cdn.test", type: "A", over: "udp", answer: "NOERROR", records: 1)))
        try await opened
        #expect(fault.isOpen)
        try await fault.waitUntilOpen()
    }

    @Test func waitersEndWhenCancelled() async throws {
        let fault = try armed(["fault": "link.rate", "rate": "1 MiB", "once": ["dns": "cdn"]])
        let task = Task { try await fault.waitUntilOpen() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(
        arguments: [
            (["request": "layer-2 at cdn"], true), (["request": "blob"], true),
            (["request": "layer-2 at mirror"], false),
            (["request": "config"], false), (["response": "layer-2"], false), (["connection": "cdn"], false),
        ] as [(Document, Bool)])
    func anEventIsMeantByItsWords(event: Document, isMeant: Bool) throws {
        #expect(try EventMatch(event.element()).covers(Self.request) == isMeant)
    }

    @Test func linesAreMatchedByATextInThem() throws {
        let match = try EventMatch((["output": "Pulling fs"] as Document).element())
        #expect(match.covers(.output(OutputLine(program: "docker pull", line: "abc: Pulling fs layer"))))
        #expect(!match.covers(.output(OutputLine(program: "docker pull", line: "abc: Waiting"))))
    }

    @Test func programsAreMeantByTheirNamesAlone() throws {
        let match = try EventMatch((["program": "docker-untar"] as Document).element())
        #expect(match.covers(.process(ProcessChange(program: "docker-untar", change: .child))))
        #expect(!match.covers(.process(ProcessChange(program: "docker-untar", change: .ended))))
        #expect(!match.covers(.process(ProcessChange(program: "unpigz", change: .child))))
    }

    @Test(
        arguments: [
            (["fault": "packet.drop", "once": [:]], "once: no event given; expected one of request, response, dns,"),
            (
                ["fault": "packet.drop", "once": ["dns": "cdn", "output": "x"]],
                "once: several events given; expected one of"
            ),
            (
                ["fault": "packet.drop", "once": ["request": "layr-2"]],
                "once.request: unknown resource 'layr-2'; did you"
            ),
            (["fault": "packet.drop", "once": ["dns": "docker.io"]], "once.dns: 'docker.io' is no name of this world"),
            (
                ["fault": "packet.drop", "once": ["connection": "dns"]],
                "once.connection: nobody connects to 'dns' here"
            ),
            (["fault": "packet.drop", "on": ["dns": "cdn"]], "unknown key 'on' of packet.drop"),
            (["fault": "image.mirror-stale", "once": ["dns": "cdn"]], "unknown key 'once' of image.mirror-stale"),
            (
                ["fault": "act.kill", "on": ["dns": "cdn"], "match": ["host": "cdn"]],
                "match: 'on' says at which event it is done; expected no 'match' beside it"
            ),
        ] as [(Document, String)])
    func whatIsNoEventIsRefused(document: Document, message: String) throws {
        let said = try #require(complaint(aboutFault: document))
        #expect(said.hasPrefix(message), "\(said)")
    }

    @Test func anActIsDoneAtARequestAnEventOrATime() throws {
        #expect(try armed(["fault": "act.kill"]).actOccasion == .request)
        #expect(try armed(["fault": "act.kill", "on": ["dns": "cdn"]]).actOccasion == .event(.dns("cdn.test")))
        #expect(try armed(["fault": "act.kill", "when": ["after": "2 s"]]).actOccasion == .time(.seconds(2)))
        #expect(
            try armed(["fault": "act.kill", "match": ["host": "cdn"], "when": ["after": "2 s"]]).actOccasion == .request
        )
        #expect(try armed(["fault": "packet.drop"]).actOccasion == nil)
    }

    @Test func theBuilderSaysTheSameAsAFile() throws {
        let built = InjectedFault.packetDrop().once(.request(.layer(2)))
        #expect(try FaultDefinition(built.element).once == .request(.layer(2)))
        let act = InjectedFault.actKill(on: .output("Pulling fs layer"))
        #expect(try FaultDefinition(act.element).on == .output("Pulling fs layer"))
    }
}
