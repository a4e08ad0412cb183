import Faults
import Synchronization
import Testing
import WireFormats

@Suite struct FaultChainTests {
    /// What a chain told and decided.
    private final class Log: Sendable {
        private let state = Mutex((told: [String](), decisions: [DecisionRecord]()))
        var told: [String] { state.withLock { $0.told } }
        var decisions: [DecisionRecord] { state.withLock { $0.decisions } }

        func take(_ event: Event.Body) {
            guard case .fault(let firing) = event else { return }
            state.withLock { $0.told.append("\(firing.name) \(firing.detail)") }
        }

        func take(_ decision: DecisionRecord) { state.withLock { $0.decisions.append(decision) } }
    }

    private let log = Log()

    private func armed(_ documents: [Document], _ source: DecisionSource = .drawn) throws -> [ArmedFault] {
        try documents.enumerated().map { place, document in
            try FaultDefinition(document.element()).armed(ordinal: place, seed: 1, decisions: source)
        }
    }

    private func chain(_ faults: [ArmedFault], at time: Duration = .zero) -> FaultChain {
        FaultChain(faults, now: { time }, record: log.take)
    }

    private func request(_ method: String = "GET", _ resource: Resource = .manifest) -> RequestFacts {
        RequestFacts(host: .registry, method: method, resource: resource)
    }

    private static let body = [UInt8](0..<200)
    private static let sound = HTTPReply(
        status: 200, headers: [.init("Content-Length", "200")], body: .bytes(body))

    private func edited(_ faults: [ArmedFault], _ request: RequestFacts) -> (reply: HTTPReply, edits: [Int]) {
        var reply = Self.sound
        let edits = chain(faults).edit(&reply, about: request)
        return (reply, edits)
    }

    private func differences(_ reply: HTTPReply) -> [Int] {
        guard case .bytes(let bytes) = reply.body else { return [] }
        return zip(bytes, Self.body).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
    }

    @Test(arguments: ["http.corrupt", "http.cut"], ["first", "times"])
    func `HEAD has nothing to damage and uses up nothing`(name: String, key: String) throws {
        var entries: [(key: String, value: Document)] = [
            ("fault", .scalar(name)), ("when", .mapping([(key: key, value: .scalar("1"))])),
        ]
        if name == "http.cut" { entries.append(("after", "10 B")) }
        let faults = try armed([.mapping(entries)], .recorded(log.take))
        #expect(edited(faults, request("HEAD")).edits == [])
        #expect(faults[0].fired == 0 && log.told.isEmpty && log.decisions.isEmpty)
        #expect(edited(faults, request()).edits == [0])
        #expect(edited(faults, request()).edits == [])
        #expect(log.told == ["\(name) GET manifest at registry"] && faults[0].fired == 1)
        #expect(log.decisions.map(\.ordinal) == [1, 2] && log.decisions.map(\.isHit) == [true, false])
        #expect(faults[0].counts == ArmedFault.Counts(matched: 3, due: 2), "HEAD was due and had nothing to change")
    }

    @Test(arguments: [[0, 1], [1, 0]])
    func `a delay and a status give a late error, in whichever order they stand`(order: [Int]) throws {
        let documents: [Document] = [
            ["fault": "http.delay", "by": "6 s"], ["fault": "http.status", "status": "503"],
        ]
        let (reply, edits) = edited(try armed(order.map { documents[$0] }), request())
        #expect(reply.status == 503 && reply.delay == .seconds(6) && edits.sorted() == [0, 1])
        #expect(log.told.count == 2)
    }

    @Test func `a status keeps the pace and the end of the answer`() throws {
        var reply = Self.sound
        reply.pacing = .bytesPerSecond(7)
        reply.ending = .reset(after: 3)
        _ = chain(try armed([["fault": "http.status", "status": "500"]])).edit(&reply, about: request())
        #expect(reply.pacing == .bytesPerSecond(7) && reply.ending == .reset(after: 3) && reply.status == 500)
    }

    @Test func `a cut is about the answer that is sent`() throws {
        // The error has a short body, which the cut would not change.
        let faults = try armed([
            ["fault": "http.cut", "after": "150 B"], ["fault": "http.status", "status": "503"],
        ])
        let (reply, edits) = edited(faults, request())
        #expect(reply.status == 503 && reply.ending == .complete && edits == [1] && faults[0].fired == 0)
    }

    @Test func `after-bytes is the byte of the body from which on a fault acts`() throws {
        let corrupt = try armed([["fault": "http.corrupt", "when": ["after-bytes": "100 B"]]])
        #expect(differences(edited(corrupt, request()).reply) == [150])
        let cut = try armed([["fault": "http.cut", "after": "10 B", "when": ["after-bytes": "100 B"]]])
        #expect(edited(cut, request()).reply.ending == .close(after: 110))
        for size in ["200 B", "1 GiB"] {
            let beyond = try armed([["fault": "http.corrupt", "when": ["after-bytes": .scalar(size)]]])
            #expect(edited(beyond, request()).edits == [])
            #expect(beyond[0].counts == ArmedFault.Counts(matched: 1, due: 0))
        }
        let last = try armed([["fault": "http.corrupt", "when": ["after-bytes": "199 B"]]])
        #expect(differences(edited(last, request()).reply) == [199])
    }

    @Test func `a recording is followed to the same answers`() throws {
        let documents: [Document] = [["fault": "http.corrupt", "when": ["probability": "50%"]]]
        let methods = ["GET", "HEAD", "GET", "GET", "HEAD", "GET", "GET", "GET"]
        let drawn = try armed(documents, .recorded(log.take))
        let first = methods.map { edited(drawn, request($0)).edits }
        let recording = RecordedDecisions(log.decisions)
        let replayed = try armed(documents, .replayed(recording))
        #expect(methods.map { edited(replayed, request($0)).edits } == first)
        #expect(log.decisions.count == 6 && Set(first.map(\.count)) == [0, 1])
        #expect(!recording.report(naming: ["http.corrupt"]).hasDiverged)
    }

    @Test func `a DNS fault without effect is not counted`() throws {
        let question = DNSQuestion(name: try #require(DNSName("cdn.test")), type: .a)
        let query = DNSMessage(id: 1, questions: [question])
        let faults = try armed([["fault": "dns.truncate", "when": ["first": "1"]]], .recorded(log.take))
        for (isOverTCP, edits) in [(true, []), (false, [0]), (false, [])] {
            var reply = DNSReply(query: query, message: DNSMessage(answering: query), isOverTCP: isOverTCP)
            #expect(chain(faults).edit(&reply, about: DNSOccasion(question, isOverTCP: isOverTCP)) == edits)
        }
        #expect(log.told == ["dns.truncate dns cdn.test A"] && log.decisions.map(\.ordinal) == [1, 2])
    }

    @Test func `handshakes are counted by host`() throws {
        let faults = try armed([["fault": "tls.expired", "when": ["first": "2"]]])
        func edits(_ host: Role, isAtProxy: Bool = false) -> [Int] {
            var plan = TLSPlan(host: host)
            return chain(faults).edit(&plan, about: HandshakeFacts(host: host, isAtProxy: isAtProxy))
        }
        #expect(edits(.cdn, isAtProxy: true) == [], "the proxy shows no certificate of the host")
        #expect([edits(.cdn), edits(.cdn), edits(.cdn)] == [[0], [0], []])
        #expect([edits(.auth), edits(.auth), edits(.auth)] == [[0], [0], []])
        #expect(log.told.first == "tls.expired handshake of connection 1 with cdn")
    }

    @Test func `what is before its event or its time matched and was not due`() throws {
        let later = try armed([["fault": "http.status", "status": "500", "when": ["for": "0 s"]]])
        let gated = try armed([["fault": "http.status", "status": "500", "once": ["request": "config"]]])
        for faults in [later, gated] {
            #expect(edited(faults, request()).edits == [])
            #expect(faults[0].counts == ArmedFault.Counts(matched: 1, due: 0))
        }
        later[0].lift()
        #expect(edited(later, request()).edits == [])
        #expect(later[0].counts.matched == 1, "what comes when it is lifted says nothing")
    }

    @Test(
        arguments: [
            (["fault": "http.status", "status": "500", "when": ["after-bytes": "1 B"]], "http.status"),
            (["fault": "http.delay", "by": "1 s", "when": ["after-bytes": "1 B"]], "http.delay"),
            (["fault": "dns.nxdomain", "when": ["after-bytes": "1 B"]], "dns.nxdomain"),
            (["fault": "auth.denied", "when": ["after-bytes": "0 B"]], "auth.denied"),
            (["fault": "tls.expired", "when": ["after-bytes": "1 B"]], "tls.expired"),
        ] as [(Document, String)])
    func `after-bytes is refused where no bytes count`(document: Document, name: String) {
        #expect(
            complaint(aboutFault: document)
                == "when.after-bytes: '\(name)' does not depend on bytes; expected no 'after-bytes'")
    }

    @Test func `a challenge says what it has`() {
        var challenge = TokenChallenge(realm: "https://auth.test/token", service: "registry.test", scope: "a:b:pull")
        #expect(
            challenge.header
                == #"Bearer realm="https://auth.test/token",service="registry.test",scope="a:b:pull""#)
        challenge.error = "invalid_token"
        challenge.realm = nil
        #expect(challenge.header == #"Bearer service="registry.test",scope="a:b:pull",error="invalid_token""#)
        challenge.scheme = nil
        #expect(challenge.header == nil)
    }
}
