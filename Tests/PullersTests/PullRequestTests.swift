import Pullers
import Sandboxing
import Testing

@Suite struct PullRequestTests {
    @Test func everyToolGetsItsOwnHomeAndTheRunsAuthority() {
        let expected = [
            "HOME": "/run/home", "XDG_RUNTIME_DIR": "/run/chaospull", "TMPDIR": "/storage/tmp",
            "SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt", "SSL_CERT_DIR": "/nonexistent",
            "REQUESTS_CA_BUNDLE": "/etc/ssl/certs/ca-certificates.crt", "LANG": "C.UTF-8",
        ]
        #expect(request().environment == expected)
        for puller in PullerCatalog.all {
            let environment = puller.command(for: request()).environment
            #expect(environment == expected.merging(["PATH": Program.searchPath]) { $1 })
        }
    }

    @Test(arguments: PullerCatalog.all.map { $0.name })
    func pullersAreFoundByName(name: String) {
        #expect(PullerCatalog.puller(named: name)?.name == name)
        #expect(PullerCatalog.puller(named: name + "x") == nil)
    }

    @Test func passwordsAreOnNoCommandLine() {
        for puller in PullerCatalog.all {
            let pull = request(credentials: true)
            let words = puller.command(for: pull).arguments + (puller.daemon(for: pull)?.program.arguments ?? [])
            #expect(!words.contains { $0.contains("pass:word") || $0.contains("cHVsbGVyOnBhc3M6d29yZA==") })
        }
    }

    @Test(arguments: [
        (ProgramEnd(status: .exited(1), duration: .zero), "exit 1"),
        (ProgramEnd(status: .signaled(9), duration: .zero), "signal 9"),
        (ProgramEnd(status: .signaled(9), isTimedOut: true, duration: .zero), "signal 9 at the deadline"),
    ])
    func endsAreSaidInWords(end: ProgramEnd, text: String) {
        #expect(end.text == text)
    }
}
