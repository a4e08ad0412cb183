import FakeServices
import Faults
import FoundationEssentials
import ImageContent
import Judging
import Scenarios
import Testing

@testable import ChaosPull

@Suite struct ServingReportTests {
    private static func request(_ number: Int, _ host: Role, _ resource: Resource, method: String = "GET") -> Event.Body
    {
        .request(
            Request(
                request: number, host: host, connection: 1, method: method, path: "/", resource: resource, range: nil,
                authorization: "none"))
    }

    private static func response(
        _ number: Int, _ host: Role, _ resource: Resource, _ status: Int, _ ending: Response.Ending = .complete
    ) -> Event.Body {
        .response(
            Response(
                request: number, host: host, resource: resource, status: status, sent: 1, length: 1, ending: ending))
    }

    private static let bodies: [Event.Body] = [
        request(1, .registry, .ping), response(1, .registry, .ping, 401),
        request(2, .auth, .token), .token(TokenIssue(isGranted: true, scope: "s", lifetime: 1, isAnonymous: true)),
        response(2, .auth, .token, 200), request(3, .registry, .manifest, method: "HEAD"),
        response(3, .registry, .manifest, 200), request(4, .registry, .layer(1)), request(5, .registry, .layer(1)),
        response(5, .registry, .layer(1), 200, .reset), response(4, .registry, .layer(1), 503),
        .connection(Connection(host: .registry, connection: 2, change: .handshakeFailed)),
    ]

    private func report(_ bodies: [Event.Body], omissions: TimelineReport = TimelineReport()) throws -> ServingReport {
        let scenario = try Scenario(
            yaml: "title: A\nimage: {layers: 1, layer-size: 4 KiB}\nexpect: {pull: succeeds}\n", file: "a.yaml")
        let roles: [Role] = [.registry, .auth, .cdn]
        let origins = roles.map { ($0, Origin(.https, "127.0.0.1", port: 5000)) }
        return ServingReport(
            try ServingPlan(scenario, file: "a.yaml", seed: 3, at: ServingPlace()),
            origins: Dictionary(uniqueKeysWithValues: origins),
            faults: [Observations.FaultCount(name: "http.status", match: "layer-1 at registry", fired: 1)],
            events: bodies.enumerated().map { Event(time: Double($0), body: $1) }, seconds: 2, omissions: omissions,
            problem: nil)
    }

    @Test func whatWasAskedIsCountedByHostMethodAndResource() throws {
        let report = try report(Self.bodies)
        #expect(report.asked.map(\.requests) == [1, 1, 2, 1])
        #expect(
            report.asked.map { "\($0.host) \($0.method) \($0.resource)" }
                == ["registry GET ping", "registry HEAD manifest", "registry GET layer-1", "auth GET token"])
        #expect(report.asked[2].statuses == ["200": 1, "503": 1] && report.asked[2].incomplete == 1)
        #expect(report.tokensGranted == 1 && report.tokensRefused == 0 && report.handshakesFailed == 1)
        #expect(report.omissions == nil)
    }

    @Test func itIsToldInAFewLines() throws {
        #expect(
            try report(Self.bodies, omissions: TimelineReport(others: 7)).text == """
                faults[0] http.status (layer-1 at registry): fired once
                asked of registry: ping 1 (401: 1), HEAD manifest 1, layer-1 2 (503: 1, not to the end: 1)
                asked of auth: token 1
                asked of cdn: nothing
                handshakes that failed: 1
                not counted: the timeline is cut: 0 later packets and 7 other events are missing
                """)
    }

    @Test func theFileIsReadAgain() throws {
        let report = try report(Self.bodies)
        let data = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(ServingReport.self, from: data) == report)
    }

    @Test func theDocumentSaysEveryKey() throws {
        var report = try report(Self.bodies, omissions: TimelineReport(others: 7))
        report.problem = "a"
        let document = try String(contentsOfFile: Self.repository + "/docs/serve.md", encoding: .utf8)
        for child in Swift.Mirror(reflecting: report).children {
            let key = try #require(child.label)
            #expect(document.contains("`\(key)`"), "docs/serve.md does not say \(key)")
        }
    }

    private static let repository = #filePath.split(separator: "/Tests/").first.map(String.init) ?? ""
}
