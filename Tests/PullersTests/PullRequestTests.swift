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
            #expect(environment["PATH"] == Program.searchPath)
            // A tool may need more, but none of these otherwise.
            #expect(environment.filter { expected[$0.key] != nil } == expected)
        }
    }

    @Test(arguments: PullerCatalog.all.map { $0.name })
    func pullersAreFoundByName(name: String) {
        #expect(PullerCatalog.puller(named: name)?.name == name)
        #expect(PullerCatalog.puller(named: name + "x") == nil)
    }

    @Test func passwordsAreOnNoCommandLine() {
        // ctr reads credentials from nowhere else, unless it is asked at a terminal.
        for puller in PullerCatalog.all where puller.name != "containerd" {
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
