import ChaosPull
import Faults
import Foundation
import Scenarios
import Testing

/// The file capture.pcapng of a run, read by tshark.
@Suite(.needsPullers, .needsTShark) struct CaptureTests {
    private static let reset =
        "fault: packet.reset, match: {protocol: tcp, from: cdn}, when: {after-bytes: 1 MiB, times: 1}"
    private static let faults: [String] = [
        "{fault: packet.drop, match: {protocol: udp, to: dns, name: cdn.test}, when: {only: [1]}}",
        "{fault: packet.drop, match: {protocol: tcp, from: cdn}, when: {probability: 2%}}",
        "{fault: packet.drop, match: {protocol: tcp, to: cdn}, when: {probability: 5%}}",
        "{fault: packet.delay, by: 20 ms, match: {protocol: tcp, with: registry}, when: {every: 3}}",
        "{fault: packet.corrupt, checksum: wrong, match: {protocol: tcp, from: cdn}, when: {every: 100}}",
        "{\(reset)}",
    ]

    /// Packets that are lost, held back, changed and reset, and decrypted requests.
    @Test(arguments: ["docker", "skopeo"], [UInt64(1), 2])
    func tsharkShowsWhatTheFaultsDidAndWhatWasAsked(puller: String, seed: UInt64) async throws {
        let scenario = try Scenario(
            yaml: """
                title: packets meet all that can happen to them
                image: {layers: 2, layer-size: 2 MiB}
                faults:
                \(Self.faults.map { "  - \($0)" }.joined(separator: "\n"))
                expect: {pull: succeeds}
                """, file: "all-packets.yaml"
        )
        try await withCapture(of: scenario, puller, seed: seed) { capture, events in
            let decisions = events.compactMap { event -> String? in
                guard case .packet(let packet) = event.body, packet.isHit else { return nil }
                return "\(packet.fate) by faults[\(packet.fault)]"
            }
            let comments = try await capture.comments()
            let fates = comments.filter { !$0.hasPrefix("injected") }.map { comment in
                comment.prefix { $0 != "]" } + "]"
            }
            let met = Set(decisions.compactMap { $0.dropLast().last })
            #expect(met == Set("012345"), "every fault met a packet")
            #expect(fates.map(String.init).sorted() == decisions.sorted())
            // A reset goes to both ends; TCP does not answer it.
            let resets = decisions.count { $0.hasPrefix("RST") }
            #expect(comments.count { $0 == "injected by faults[5] packet.reset" } == 2 * resets)

            try await expectAllRequests(of: events, in: capture)
        }
    }

    @Test func aScenarioOfTheMainJobShowsItsReset() async throws {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/net-reset-mid-blob.yaml")
        try await withCapture(of: scenario, "skopeo", seed: 1) { capture, events in
            let comments = try await capture.comments().map { $0.components(separatedBy: " (")[0] }
            let injected = "injected by faults[0] packet.reset"
            #expect(comments.sorted() == ["RST to both ends by faults[0] packet.reset", injected, injected])
            try await expectAllRequests(of: events, in: capture)
        }
    }

    /// Without packet faults there is no mangler, but there is a capture.
    @Test func aRunWithoutPacketFaultsHasNoComments() async throws {
        let scenario = try Scenario(contentsOf: "\(Requirements.scenarios)/control.yaml")
        try await withCapture(of: scenario, "skopeo", seed: 1) { capture, events in
            #expect(try await capture.comments().isEmpty)
            try await expectAllRequests(of: events, in: capture)
            #expect(Set(try await capture.fields(["frame.interface_name"]).map { $0[0] }) == ["wire0", "wire1"])
            let answers = try await capture.fields(["http.response.code"], where: "http.response").map { $0[0] }
            #expect(answers.contains("401") && answers.contains("200") && answers.contains("307"))
        }
    }

    /// tshark decrypts the same requests that the services recorded.
    private func expectAllRequests(of events: [Event], in capture: TShark) async throws {
        let asked = events.compactMap { event -> String? in
            guard case .request(let request) = event.body else { return nil }
            return "\(request.method) \(request.host.hostName)\(request.path)"
        }
        let seen = try await capture.fields(
            ["http.request.method", "http.host", "http.request.uri"], where: "http.request"
        )
        .map { "\($0[0]) \($0[1])\($0[2].prefix { $0 != "?" })" }
        #expect(
            seen.contains { $0.hasPrefix("GET registry.test/v2/") } && seen.contains { $0.contains("GET cdn.test/") })
        #expect(seen.sorted() == asked.sorted())
    }

    private func withCapture(
        of scenario: Scenario, _ puller: String, seed: UInt64, body: (TShark, [Event]) async throws -> Void
    ) async throws {
        let cells = Cell.matrix(scenarios: [scenario], pullers: try await InstalledPuller.select([puller]), seed: seed)
        try await withTemporaryFolder { folder in
            let result = try #require(
                try await runMatrix(cells, jobs: 1, output: folder, isCaptured: true).first
            )
            #expect(result.status != .broken, "\(result.why)")
            let saved = try SavedRun(folder: result.folder)
            let report = try #require(saved.observations.capture)
            #expect(report.dropped == 0 && report.leftOut == 0 && report.commentsLeftOut == 0 && report.frames > 100)
            try await body(TShark(file: result.folder + "/capture.pcapng"), saved.timeline)
        }
    }
}
