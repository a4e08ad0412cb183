import Testing

@testable import Diagnosis

@Suite struct DiagnosticianTests {
    private static func scenario(_ name: String, _ cause: String, _ errors: [String]) -> ObservedScenario {
        ObservedScenario(
            name: name, title: name, causes: [cause],
            seen: errors.map {
                Observation(pullers: ["docker 20.10.24"], outcome: "failed", error: $0, seconds: [1, 2])
            })
    }

    private static let atlas = Atlas(
        scenarios: [
            scenario(
                "dns-silence", "dns-no-answer",
                ["error pulling image: dial tcp: lookup a.example on 198.18.1.53:53: read udp: i/o timeout"]),
            scenario(
                "refused", "connection-refused",
                ["error pulling image: dial tcp 198.18.0.2:443: connect: connection refused"]),
            scenario("tls", "tls-expired", ["error pulling image: x509: certificate has expired or is not yet valid"]),
            scenario("reset", "connection-reset", ["error pulling image: read: connection reset by peer"]),
        ], chaospull: "0")

    private func causes(_ text: String) -> [String]? {
        Diagnostician(Self.atlas).diagnosis(of: text)?.candidates.map(\.cause)
    }

    @Test func `names, addresses, digests and times do not matter`() {
        let text =
            "2026-11-30T10:00:00Z dial tcp: lookup registry.corp.net on 10.1.2.3:53: read udp 10.1.2.9:4711->10.1.2.3:53: i/o timeout"
        #expect(causes(text)?.first == "dns-no-answer")
    }

    @Test func `words that all errors have do not count`() {
        #expect(causes("error pulling image") == nil)
        #expect(causes("error pulling image: the cat sat on the keyboard") == nil)
    }

    @Test func `of a log the line that says most counts`() {
        let log = """
            Pulling from library/nginx
            read: connection reset by peer
            done
            """
        let diagnosis = Diagnostician(Self.atlas).diagnosis(of: log)
        #expect(diagnosis?.line == "read: connection reset by peer")
        #expect(diagnosis?.candidates.first?.scenario == "reset")
    }

    @Test func `nothing and noise were not seen`() {
        #expect(causes("") == nil)
        #expect(causes(String(repeating: "x", count: 100_000)) == nil)
        #expect(causes("\u{1B}[31m\u{0}\u{202E}") == nil)
    }

    @Test func `the words of a text are without what differs`() {
        #expect(
            ErrorWords.of("Get \"https://r.example/v2/\": dial tcp [2001:db8::1]:443: i/o timeout after 15s")
                == ["Get", "dial", "tcp", "io", "timeout", "after"].map { $0.lowercased() })
        #expect(
            ErrorWords.of("open /var/lib/docker/tmp/GetImageBlob123456789: no space left on device")
                == ["open", "no", "space", "left", "on", "device"])
        #expect(ErrorWords.of("status code 503").contains { $0.hasPrefix("code") })
    }
}
