import Pullers
import Sandboxing
import Testing

@Suite struct CRIPullerTests {
    private let cri = CRIPuller()

    @Test func theTimelineNamesTheMethodAndTheImage() {
        let command = cri.command(for: request(credentials: true))
        #expect(command.name == "PullImage")
        #expect(command.executable == "/runtime.v1.ImageService/PullImage")
        #expect(command.arguments == ["registry.test/library/demo:1"])
    }

    @Test func theDaemonIsAskedAndNotHeard() throws {
        let daemon = try #require(cri.daemon(for: request()))
        #expect(daemon.program.executable == "containerd")
        #expect(daemon.program.arguments == ["--config", "/etc/containerd/config.toml"])
        #expect(daemon.readyTexts.isEmpty)
    }

    @Test func theDaemonKeepsItsDataOnTheStorageAndItsSocketInTheNode() throws {
        let text = try #require(cri.file("/etc/containerd/config.toml", for: request()))
        let lines = text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
        #expect(lines.first == "version = 2")
        #expect(lines.contains(#"root = "/storage/containerd""#))
        #expect(lines.contains(#"address = "/run/containerd/containerd.sock""#))
        #expect(lines.contains(#"config_path = "/etc/containerd/certs.d""#))
        #expect(!lines.contains { $0.hasPrefix("disabled_plugins") })
    }

    /// A second entry would be a second try.
    @Test func theRegistryIsNamedOnceAndOnlyWhereItHasTo() throws {
        let path = "/etc/containerd/certs.d/registry.test/hosts.toml"
        #expect(cri.file(path, for: request()) == nil)
        #expect(cri.file(path, for: request(http: true)) == "server = \"http://registry.test\"\n[host]\n")
    }

    @Test func thePasswordIsInNoFile() {
        for file in cri.files(for: request(credentials: true)) { #expect(!file.text.contains("pass:word")) }
    }
}
