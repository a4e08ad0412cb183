import FoundationEssentials
import Pullers
import Sandboxing
import Testing

@Suite struct DockerPullerTests {
    private let docker = DockerPuller()
    private static let classic = #""features": {"containerd-snapshotter": false}"#

    @Test func theCommandPullsFromOurOwnDaemon() {
        let command = docker.command(for: request())
        #expect(command.name == "docker pull")
        #expect(command.executable == "docker")
        #expect(command.arguments == ["--host", "unix:///run/docker.sock", "pull", "registry.test/library/demo:1"])
        #expect(docker.command(for: request(http: true, credentials: true)) == command)
    }

    @Test func theDaemonKeepsItsDataOnTheStorageAndLeavesTheNetworkAlone() throws {
        let daemon = try #require(docker.daemon(for: request()))
        #expect(daemon.program.executable == "dockerd")
        #expect(
            daemon.program.arguments == [
                "--data-root", "/storage/docker", "--exec-root", "/run/docker", "--pidfile", "/run/docker.pid",
                "--host", "unix:///run/docker.sock", "--iptables=false", "--ip6tables=false", "--bridge=none",
            ]
        )
        #expect(daemon.readyTexts.isEmpty)
        #expect(daemon.program.environment == docker.command(for: request()).environment)
    }

    @Test(arguments: [
        (false, false, "{\(classic)}\n", nil),
        (true, false, #"{\#(classic), "insecure-registries": ["registry.test"]}"# + "\n", nil),
        (false, true, "{\(classic)}\n", #"{"auths": {"registry.test": {"auth": "cHVsbGVyOnBhc3M6d29yZA=="}}}"# + "\n"),
    ])
    func theConfigurationIsThis(http: Bool, credentials: Bool, daemon: String, client: String?) throws {
        let request = request(http: http, credentials: credentials)
        let paths = ["/etc/docker/daemon.json"] + (client == nil ? [] : ["/run/home/.docker/config.json"])
        #expect(docker.files(for: request).map(\.path) == paths)
        #expect(docker.file("/etc/docker/daemon.json", for: request) == daemon)
        #expect(docker.file("/run/home/.docker/config.json", for: request) == client)
    }

    @Test func theContainerdStoreIsAPullerOfItsOwnWhereItExists() {
        let docker = DockerPuller(store: .containerd)
        #expect(
            docker.file("/etc/docker/daemon.json", for: request()) == #"{"features": {"containerd-snapshotter": true}}"#
                + "\n"
        )
        #expect(docker.command(for: request()) == self.docker.command(for: request()))
        for version in ["20.10.24+dfsg1", "25.0.5", "", "dev"] { #expect(!docker.supports(version: version)) }
        for version in ["26.1.5+dfsg1", "28.5.2", "100.0"] { #expect(docker.supports(version: version)) }
        #expect(self.docker.supports(version: "20.10.24+dfsg1"))
        #expect(docker.hint.contains("26"))
        #expect(docker.objection(to: request(http: true), version: "26.1.5+dfsg1") != nil)
        #expect(docker.objection(to: request(http: true), version: "28.5.2+dfsg4") == nil)
        #expect(docker.objection(to: request(), version: "26.1.5+dfsg1") == nil)
        #expect(self.docker.objection(to: request(http: true), version: "26.1.5+dfsg1") == nil)
        #expect(docker.objection(to: request(http: true, proxy: true), version: "28.5.2+dfsg4") != nil)
        #expect(docker.objection(to: request(proxy: true), version: "28.5.2+dfsg4") == nil)
        #expect(self.docker.objection(to: request(http: true, proxy: true), version: "28.5.2+dfsg4") == nil)
    }

    @Test func everyConfigurationIsJSON() throws {
        for http in [false, true] {
            for credentials in [false, true] {
                for file in docker.files(for: request(http: http, credentials: credentials)) {
                    #expect(throws: Never.self) { try JSONDecoder().decode(AnyObject.self, from: Data(file.text.utf8)) }
                }
            }
        }
    }
}

/// A JSON object with anything in it.
private struct AnyObject: Decodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: Key.self) }
}
