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
            // A tool may need more variables, but none of these with another value.
            #expect(environment.filter { expected[$0.key] != nil } == expected)
        }
    }

    @Test func everyToolAndDaemonKnowsTheProxy() throws {
        let credentials = PullRequest.Credentials(user: "walker", password: "lamp")
        let pull = PullRequest(
            registry: "registry.test", repository: "library/demo", tag: "1", isInsecure: false, credentials: nil,
            authority: "PEM",
            proxy: PullRequest.Proxy(address: "proxy.test:3128", credentials: credentials, bypass: ["cdn.test"])
        )
        for puller in PullerCatalog.all {
            let daemon = puller.daemon(for: pull).map { [$0.program] } ?? []
            for program in daemon + [puller.command(for: pull)] {
                for name in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"] {
                    #expect(program.environment[name] == "http://walker:lamp@proxy.test:3128", "\(puller.name) \(name)")
                }
                #expect(program.environment["NO_PROXY"] == "localhost,127.0.0.1,::1,cdn.test")
                #expect(program.environment["no_proxy"] == program.environment["NO_PROXY"])
                #expect(!program.arguments.contains { $0.contains("lamp") })
            }
        }
        #expect(request().environment["HTTPS_PROXY"] == nil)
    }

    @Test(arguments: PullerCatalog.all.map { $0.name })
    func pullersAreFoundByName(name: String) {
        #expect(PullerCatalog.puller(named: name)?.name == name)
        #expect(PullerCatalog.puller(named: name + "x") == nil)
    }

    @Test func passwordsAreOnNoCommandLine() {
        // ctr reads credentials only from its command line or from a terminal.
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
