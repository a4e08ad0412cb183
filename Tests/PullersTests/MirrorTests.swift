import Pullers
import Sandboxing
import Testing

/// How each tool is told of a mirror, or why that is not possible.
@Suite struct MirrorTests {
    private static let hosts = "/etc/containerd/certs.d/registry.test/hosts.toml"

    private func hosts(_ puller: any Puller, _ pull: PullRequest) throws -> [Substring] {
        try #require(puller.file(Self.hosts, for: pull)).split(separator: "\n")
    }

    @Test(arguments: [
        (false, PullRequest.Mirror.forAll, #"  capabilities = ["pull", "resolve"]"#),
        (true, .forAll, #"  capabilities = ["pull", "resolve"]"#), (false, .forDigests, #"  capabilities = ["pull"]"#),
    ])
    func `containerd's host file has the mirror before the registry`(
        http: Bool, mirror: PullRequest.Mirror, capabilities: Substring
    ) throws {
        let scheme = http ? "http" : "https"
        let expected: [Substring] = [
            "server = \"\(scheme)://registry.test\"", "[host.\"\(scheme)://mirror.test\"]", capabilities,
        ]
        let pull = request(http: http, mirror: mirror)
        #expect(try hosts(CRIPuller(), pull) == expected)
        #expect(try hosts(ContainerdPuller(), pull) == expected)
        #expect(ContainerdPuller().command(for: pull).arguments.contains("/etc/containerd/certs.d"))
    }

    @Test func `docker reads a host file from 28 on, in its containerd store alone`() {
        let path = "/etc/docker/certs.d/registry.test/hosts.toml"
        let (classic, store) = (DockerPuller(), DockerPuller(store: .containerd))
        let pull = request(mirror: .forAll)
        #expect(store.file(path, for: pull) == CRIPuller().file(Self.hosts, for: pull))
        #expect(store.file(path, for: request()) == nil)
        #expect(store.objection(to: pull, version: "28.5.2+dfsg4") == nil)
        #expect(store.objection(to: pull, version: "26.1.5+dfsg1")?.contains("hosts.toml") == true)
        #expect(classic.objection(to: pull, version: "28.5.2+dfsg4")?.contains("Docker Hub") == true)
    }

    @Test func `ctr reads no host file without a mirror`() {
        #expect(ContainerdPuller().file(Self.hosts, for: request()) == nil)
        #expect(!ContainerdPuller().command(for: request()).arguments.contains("--hosts-dir"))
    }

    @Test(arguments: [false, true]) func `the files of containers have the mirror beside the registry`(http: Bool)
        throws
    {
        let path = "/etc/containers/registries.conf"
        let pullers: [any Puller] = [
            SkopeoPuller(), SkopeoPuller(retries: 3), PodmanPuller(), BuildahPuller(), ApptainerPuller(),
        ]
        for puller in pullers {
            #expect(
                puller.file(path, for: request(http: http, mirror: .forAll)) == """
                    unqualified-search-registries = []
                    [[registry]]
                    location = "registry.test"
                    insecure = \(http)
                    [[registry.mirror]]
                    location = "mirror.test"
                    insecure = \(http)

                    """)
            let plain = puller.name == "apptainer" ? nil : "unqualified-search-registries = []\n"
            #expect(puller.file(path, for: request(http: http)) == plain)
            #expect(puller.objection(to: request(mirror: .forAll), version: "1.9.3") == nil)
            #expect(
                puller.objection(to: request(mirror: .forDigests), version: "1.9.3")?.contains("digest-only") == true)
        }
    }

    @Test func `credentials are the registry's alone in every file`() {
        for puller in PullerCatalog.all {
            for file in puller.files(for: request(credentials: true, mirror: .forAll))
            where file.text.contains("auth\"") {
                #expect(!file.text.contains("mirror.test"), "\(puller.name) \(file.path)")
            }
        }
    }

    @Test(arguments: ["docker", "ch-image", "oras", "crane", "udocker", "oras-python"])
    func `who cannot be told of one objects`(name: String) throws {
        let puller = try #require(PullerCatalog.puller(named: name))
        for mirror in [PullRequest.Mirror.forAll, .forDigests] {
            let objection = try #require(puller.objection(to: request(mirror: mirror), version: "20.10.24"))
            #expect(objection.contains("mirror"))
        }
        #expect(puller.objection(to: request(), version: "20.10.24") == nil)
    }
}
