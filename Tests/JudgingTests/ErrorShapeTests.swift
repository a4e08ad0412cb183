import Judging
import SampleRuns
import Testing

@testable import Judging

@Suite struct ErrorShapeTests {
    @Test(arguments: [
        (
            "read udp 198.18.0.2:41234->198.18.1.53:53: i/o timeout",
            "read udp 198.18.0.2:50001->198.18.1.53:53: i/o timeout"
        ),
        ("dial tcp [2001:db8:1::12]:443: refused", "dial tcp [2001:db8:1::13]:8443: refused"),
        ("time=\"2026-11-21T23:47:57.77Z\" msg=x", "time=\"2026-11-22T00:00:00Z\" msg=x"),
        ("12:30:01.5 gave up after 1m30.5s", "08:00:00 gave up after 450ms"),
        ("blob sha256:58984c1f4d41 is wrong", "blob sha256:cb56324dbf73b2e8eda84178e8788172 is wrong"),
        ("layer 58984c1f4d41: short", "layer cb56324dbf73: short"),
        ("file \"/tmp/storage1128352604/1\"", "file \"/tmp/storage2265565791/3\""),
        ("got 17 of 4096 bytes", "got 90 of 8192 bytes"),
    ])
    func whatDiffersFromRunToRunIsTheSame(first: String, second: String) {
        #expect(ErrorShape.of(first) == ErrorShape.of(second))
    }

    @Test(arguments: [
        ("i/o timeout", "no such host"),
        ("invalid status code from registry: status code 503", "invalid status code from registry: status code 404"),
        ("HTTP status: 500", "HTTP status: 502"), ("lookup cdn.test", "lookup auth.test"),
        ("x509: expired", "x509: unknown"),
        ("", "EOF"),
    ])
    func anotherErrorIsAnotherShape(first: String, second: String) {
        #expect(ErrorShape.of(first) != ErrorShape.of(second))
    }

    @Test func aHugeTextIsCut() {
        #expect(ErrorShape.of(String(repeating: "1a:", count: 1_000_000)).count <= 8192 * 4)
    }
}
