import FakeServices
import Faults
import Scenarios
import Testing

@testable import ChaosPull

@Suite struct ServingGuideTests {
    private func guide(
        _ text: String = "", scheme: Scheme = .https, at place: ServingPlace
    ) throws -> ServingGuide {
        let scenario = try Scenario(
            yaml: "title: A\n\(text)\nimage: {layers: 1, layer-size: 4 KiB}\nexpect: {pull: succeeds}\n", file: "a.yaml"
        )
        let plan = try ServingPlan(scenario, file: "a.yaml", seed: 1, at: place)
        let services = plan.services(faults: [])
        let origins = services.httpRoles.enumerated().map { number, role in
            (role, Origin(scheme, services.names[role], port: place.isOnePort ? 5000 : 5000 + UInt16(number)))
        }
        return ServingGuide(
            plan, origins: Dictionary(uniqueKeysWithValues: origins), authority: "PEM\n", folder: "my folder")
    }

    private func file(_ guide: ServingGuide, _ path: String) -> String? {
        guide.files.first { $0.path == path }?.text
    }

    @Test func itSaysWhatPullersMustBeTold() throws {
        let guide = try guide(at: ServingPlace())
        #expect(file(guide, "ca.crt") == "PEM\n" && file(guide, "certs.d/127.0.0.1:5000/ca.crt") == "PEM\n")
        #expect(
            file(guide, "certs.d/127.0.0.1:5000/hosts.toml")
                == "server = \"https://127.0.0.1:5000\"\nca = \"ca.crt\"\n[host]\n")
        for line in [
            "  registry  https://127.0.0.1:5000", "  auth      https://127.0.0.1:5001",
            "Image: 127.0.0.1:5000/library/demo:1", "  cp -r 'my folder'/certs.d/127.0.0.1:5000 /etc/docker/certs.d/",
            "  docker pull 127.0.0.1:5000/library/demo:1",
            "  ctr images pull --hosts-dir 'my folder'/certs.d 127.0.0.1:5000/library/demo:1",
            "    server = \"https://127.0.0.1:5000\"", "  podman pull 127.0.0.1:5000/library/demo:1",
            "  # dockerd accepts any certificate of 127.0.0.0/8; faults of TLS need another address",
        ] { #expect(guide.text.split(separator: "\n").contains(line[...]), "\(line) in \(guide.text)") }
        #expect(!guide.text.contains("/etc/hosts") && !guide.text.contains("password"))
    }

    @Test func aNameThatOtherMachinesUseIsInAllOfIt() throws {
        let guide = try guide(at: ServingPlace(listen: "0.0.0.0", name: "pull.example"))
        #expect(file(guide, "certs.d/pull.example:5000/ca.crt") != nil)
        #expect(!guide.text.contains("127.0.0") && guide.text.contains("  cdn       https://pull.example:5002\n"))
    }

    @Test func plainHTTPNeedsNoAuthority() throws {
        let guide = try guide("registry: {scheme: http}", scheme: .http, at: ServingPlace())
        #expect(!guide.files.contains { $0.path.hasSuffix("ca.crt") })
        #expect(file(guide, "certs.d/127.0.0.1:5000/hosts.toml") == "server = \"http://127.0.0.1:5000\"\n[host]\n")
        #expect(file(guide, "registries.conf") == "[[registry]]\nlocation = \"127.0.0.1:5000\"\ninsecure = true\n")
        #expect(guide.text.contains("  {\"insecure-registries\": [\"127.0.0.1:5000\"]}\n"))
    }

    @Test func aMirrorIsInBothFilesAndAPasswordInTheText() throws {
        let guide = try guide("registry: {mirror: digest-only, credentials: required}", at: ServingPlace())
        #expect(
            file(guide, "certs.d/127.0.0.1:5000/hosts.toml") == """
                server = "https://127.0.0.1:5000"
                ca = "ca.crt"
                [host."https://127.0.0.1:5003"]
                  capabilities = ["pull"]
                  ca = "ca.crt"

                """)
        #expect(file(guide, "certs.d/127.0.0.1:5003/ca.crt") != nil)
        #expect(file(guide, "registries.conf")?.hasSuffix("pull-from-mirror = \"digest-only\"\n") == true)
        #expect(guide.text.contains("Log in as user puller with password correct-horse-battery."))
    }

    @Test func onOnePortTheNamesAreToBeMapped() throws {
        let guide = try guide(at: ServingPlace(isOnePort: true))
        #expect(guide.text.contains("\n  127.0.0.1 registry.test auth.test cdn.test\n"))
        #expect(guide.text.contains("Image: registry.test:5000/library/demo:1\n"))
        let everywhere = try self.guide(at: ServingPlace(listen: "0.0.0.0", isOnePort: true))
        #expect(everywhere.text.contains("\n  ADDRESS registry.test auth.test cdn.test\n"))
    }

    @Test(arguments: [
        ("wrong", "Log in as user puller with password stale-donkey-charger, which is wrong on purpose."),
        ("none", "Do not log in: the password is missing on purpose."),
    ])
    func aScenarioOfPasswordsSaysWhatToLogInWith(credentials: String, line: String) throws {
        let settings = "registry: {credentials: required}\nnode: {credentials: \(credentials)}"
        let text = try guide(settings, at: ServingPlace()).text
        #expect(text.split(separator: "\n").contains(line[...]), "\(text)")
        #expect(!text.contains("not in force"))
    }

    @Test func settingsOfTheSandboxAreNotInForce() throws {
        let note = "Its settings 'node' and 'network' are about the sandbox and not in force here."
        #expect(try guide("network: {delay: 20 ms}", at: ServingPlace()).text.contains(note))
        #expect(try !guide(at: ServingPlace()).text.contains(note))
    }
}
