import Faults
import FoundationEssentials
import Testing

@Suite struct EventTests {
    /// The lines of `timeline.jsonl`; other programs read them.
    static let lines: [(Event.Body, String)] = [
        (.phase(Phase(.pullStarted)), #"{"event":"phase","phase":"pull-started","pull":0,"time":1.5}"#),
        (.phase(Phase(.followUpEnded, pull: 2)), #"{"event":"phase","phase":"follow-up-ended","pull":2,"time":1.5}"#),
        (
            .dns(DNSExchange(name: "cdn.test", type: "A", over: "udp", answer: "NXDOMAIN", records: 0, faults: [1])),
            #"{"answer":"NXDOMAIN","event":"dns","faults":[1],"name":"cdn.test","over":"udp","records":0,"#
                + #""time":1.5,"type":"A"}"#
        ),
        (
            .packet(
                PacketDecision(
                    flow: "dns cdn.test A", direction: .toNode, ordinal: 2, fault: 0, isHit: true, length: 70,
                    fate: "dropped")),
            #"{"direction":"to-node","event":"packet","fate":"dropped","fault":0,"flow":"dns cdn.test A","isHit":true,"#
                + #""length":70,"ordinal":2,"time":1.5}"#
        ),
        (
            .connection(Connection(host: .cdn, connection: 3, change: .handshakeFailed, detail: "bad certificate")),
            #"{"change":"handshake-failed","connection":3,"detail":"bad certificate","event":"connection","#
                + #""host":"cdn","time":1.5}"#
        ),
        (
            .connection(Connection(host: .cdn, connection: 3, change: .accepted)),
            #"{"change":"accepted","connection":3,"event":"connection","host":"cdn","time":1.5}"#
        ),
        (
            .request(
                Request(
                    request: 4, host: .registry, connection: 1, method: "GET", path: "/v2/", resource: .ping,
                    range: "bytes=5-", authorization: "none")),
            #"{"authorization":"none","connection":1,"event":"request","host":"registry","method":"GET","#
                + #""path":"/v2/","range":"bytes=5-","request":4,"resource":"ping","time":1.5}"#
        ),
        (
            .request(
                Request(
                    request: 5, host: .proxy, connection: 1, method: "CONNECT", path: "cdn.test:443",
                    resource: .connect(to: .cdn), range: nil, authorization: "none", proxyAuthorization: "basic")),
            #"{"authorization":"none","connection":1,"event":"request","host":"proxy","method":"CONNECT","#
                + #""path":"cdn.test:443","proxyAuthorization":"basic","request":5,"resource":"connect-cdn","time":1.5}"#
        ),
        (
            .request(
                Request(
                    request: 6, host: .registry, connection: 2, method: "GET", path: "/v2/", resource: .ping,
                    range: nil,
                    authorization: "none", isInClear: true)),
            #"{"authorization":"none","connection":2,"event":"request","host":"registry","isInClear":true,"#
                + #""method":"GET","path":"/v2/","request":6,"resource":"ping","time":1.5}"#
        ),
        (
            .response(
                Response(
                    request: 4, host: .registry, resource: .layer(1), status: 200, sent: 10, length: 20, ending: .closed
                )
            ),
            #"{"ending":"closed-early","event":"response","faults":[],"host":"registry","length":20,"request":4,"#
                + #""resource":"layer-1","sent":10,"status":200,"time":1.5}"#
        ),
        (
            .token(TokenIssue(isGranted: true, scope: "pull", lifetime: -5, isAnonymous: true, faults: [0])),
            #"{"event":"token","faults":[0],"isAnonymous":true,"isGranted":true,"lifetime":-5,"scope":"pull","time":1.5}"#
        ),
        (
            .fault(FaultFiring(fault: 0, name: "http.cut", detail: "cut")),
            #"{"detail":"cut","event":"fault","fault":0,"name":"http.cut","time":1.5}"#
        ),
        (.act(ActDone(fault: 1, what: "killed")), #"{"event":"act","fault":1,"time":1.5,"what":"killed"}"#),
        (
            .process(ProcessChange(program: "dockerd", change: .ready)),
            #"{"change":"ready","event":"process","program":"dockerd","time":1.5}"#
        ),
        (
            .output(OutputLine(program: "docker pull", line: "\"quoted\"\t\u{1b}[0m")),
            #"{"event":"output","line":"\"quoted\"\t\u001b[0m","program":"docker pull","time":1.5}"#
        ),
        (
            .kernel(KernelError(program: "dockerd", process: "containerd", call: "openat", error: "ENOSPC")),
            #"{"call":"openat","error":"ENOSPC","event":"kernel","process":"containerd","program":"dockerd","time":1.5}"#
        ),
        (
            .kernel(KernelError(program: "dockerd", process: "dockerd", call: "write", error: "EIO", more: 4123)),
            #"{"call":"write","error":"EIO","event":"kernel","more":4123,"process":"dockerd","program":"dockerd","#
                + #""time":1.5}"#
        ),
    ]

    @Test(arguments: lines.indices)
    func everyKindIsOneFlatLineAndReadsBack(index: Int) throws {
        let (body, line) = Self.lines[index]
        let event = Event(time: 1.5, body: body)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(String(decoding: try encoder.encode(event), as: UTF8.self) == line)
        #expect(try JSONDecoder().decode(Event.self, from: Data(line.utf8)) == event)
    }

    @Test func theLinesHoldEveryKind() {
        let kinds = Set(Self.lines.map { Mirror(reflecting: $0.0).children.first?.label })
        #expect(kinds.count == 12)
    }

    @Test(arguments: [#"{"event":"phase"}"#, #"{"time":1,"event":"nothing"}"#, "[]", #"{"time":1,"event":"output"}"#])
    func whatIsNoEventIsRefused(line: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Event.self, from: Data(line.utf8)) }
    }
}
