import ImageContent
import Judging
import Pullers
import Reports
import SampleRuns
import Sandboxing
import Scenarios
import Testing

@testable import ChaosPull

@Suite struct CustomPullerDefinitionTests {
    private static let text = """
        name: mytool
        command: /opt/bin/mytool pull --tls={tls} --creds {user}:{password} {image}
        environment: {CA: '{ca}', HOME: /elsewhere}
        files: {~/a.json: '{auth}'}
        daemon: {command: /opt/bin/mytool pull --daemon, ready: [one, two]}
        verify: {command: 'mytool inspect {repository}'}
        """

    private func puller(_ text: String = text) throws -> CustomPuller {
        CustomPuller(try PullerDefinition(yaml: text, file: "p.yaml"))
    }

    private func pull(
        http isInsecure: Bool = false, credentials: Bool = true, mirror: PullRequest.Mirror? = nil
    ) -> PullRequest {
        PullRequest(
            registry: "registry.test", repository: "library/demo", tag: "1", isInsecure: isInsecure,
            credentials: credentials ? PullRequest.Credentials(.registry) : nil, authority: "PEM", mirror: mirror
        )
    }

    @Test func everyPlaceIsFilledIn() throws {
        let command = try puller().command(for: pull())
        #expect(command.name == "mytool pull")
        #expect(command.executable == "/opt/bin/mytool")
        #expect(
            command.arguments == [
                "pull", "--tls=true", "--creds", "puller:correct-horse-battery", "registry.test/library/demo:1",
            ])
        #expect(command.environment["CA"] == "/etc/ssl/certs/ca-certificates.crt")
        #expect(command.environment["HOME"] == "/elsewhere")
        #expect(command.environment["TMPDIR"] == "/storage/tmp")
        let files = try puller().files(for: pull())
        #expect(files == [SandboxPlan.File("/run/home/a.json", "cHVsbGVyOmNvcnJlY3QtaG9yc2UtYmF0dGVyeQ==")])
        let daemon = try #require(try puller().daemon(for: pull()))
        #expect(daemon.program.name == "mytool pull daemon" && daemon.readyTexts == ["one", "two"])
    }

    /// Where the image is verified is a place of its own too.
    @Test func ownPlacesAreKnownIfTheDefinitionSaysSo() throws {
        #expect(try puller().ownPlaces(for: pull()) == nil)
        #expect(try puller(Self.text + "\nown-places: '/var/{tag}'\n").ownPlaces(for: pull()) == ["/var/1"])
        let stored = "name: a\ncommand: a {image}\nverify: {dir: /var/a}\nown-places: []\n"
        #expect(try puller(stored).ownPlaces(for: pull()) == ["/var/a"])
        #expect(CustomPuller(try PullerDefinition(command: "a {image}")).ownPlaces(for: pull()) == nil)
    }

    @Test func withoutCredentialsAndTLSThePlacesSaySo() throws {
        let arguments = try puller().command(for: pull(http: true, credentials: false)).arguments
        #expect(arguments == ["pull", "--tls=false", "--creds", ":", "registry.test/library/demo:1"])
    }

    @Test func aDefinitionIsNotAskedForPullsItKnowsTooLittleFor() throws {
        let plain = try puller("name: a\ncommand: a {image}\nverify: {dir: /storage/a}\n")
        #expect(plain.objection(to: pull(http: true, credentials: false), version: "1")?.contains("{scheme}") == true)
        #expect(plain.objection(to: pull(), version: "1")?.contains("{password}") == true)
        #expect(plain.objection(to: pull(credentials: false), version: "1") == nil)
        let mirror = PullRequest.Mirror(host: "mirror.test", isForTags: true)
        let refusal = plain.objection(to: pull(credentials: false, mirror: mirror), version: "1")
        #expect(refusal?.contains("{mirror}") == true)
        let told = try puller("name: a\ncommand: a --mirror={mirror} {image}\nverify: {dir: /storage/a}\n")
        #expect(told.objection(to: pull(credentials: false, mirror: mirror), version: "1") == nil)
        #expect(told.command(for: pull(mirror: mirror)).arguments.first == "--mirror=mirror.test")
        #expect(told.command(for: pull()).arguments.first == "--mirror=registry.test")
        #expect(try puller().objection(to: pull(http: true), version: "1") == nil)
    }

    @Test func everyFileOfTheRunIsRefusedToDefinitions() throws {
        let scenario = try scenario("expect: {pull: succeeds}")
        let plan = Plan(scenario: scenario, puller: InstalledPuller.none.puller, version: "1", seed: 1)
        let paths = plan.sandbox(plan.request(authority: "")).files.map(\.path)
        #expect(paths.count >= 4)
        for path in paths {
            #expect(throws: ScenarioError.self) {
                try PullerDefinition(
                    yaml: "name: a\ncommand: a\nfiles: {\(path): b}\nverify: {dir: /storage/a}\n", file: "p.yaml")
            }
        }
    }

    @Test func definingAPullerSelectsIt() throws {
        let definition = try PullerDefinition(yaml: Self.text, file: "p.yaml")
        let choice = try PullerChoice(
            [definition], commands: [1, 2].map { _ in try PullerDefinition(command: "skopeo") })
        #expect(choice.custom == ["mytool", "custom-skopeo", "custom-skopeo-2"])
        #expect(choice.completed([]) == ["mytool", "custom-skopeo", "custom-skopeo-2"])
        #expect(
            choice.completed(["docker", "mytool@sid"]) == ["docker", "mytool@sid", "custom-skopeo", "custom-skopeo-2"])
        #expect(choice.completed(["all"]) == ["all"])
        #expect(try PullerPlace("mytool", roots: [], among: choice).puller.name == "mytool")
        #expect(PullerChoice.catalog.completed([]) == [])
    }

    @Test func aNameIsTakenOnce() throws {
        let docker = try PullerDefinition(yaml: "name: docker\ncommand: a\nverify: {dir: /a}\n", file: "p.yaml")
        #expect(
            throws: ChaosPullError("the puller name 'docker' is chaospull's own; give it another 'name'")
        ) { try PullerChoice([docker]) }
        for word in ["all", "none"] {
            #expect(throws: ChaosPullError.self) { try PullerChoice([docker.renamed(word)]) }
        }
        let mine = docker.renamed("mine")
        #expect(
            throws: ChaosPullError("the puller name 'mine' is another file's; give it another 'name'")
        ) { try PullerChoice([mine, mine]) }
    }

    @Test func unverifiedBytesAreReportedAsSuch() throws {
        let seen = SeenRun(
            pull: .ended(stored: StoreReport(present: true, unverified: "only 'mytool' says that the image is there")))
        let verdict = try seen.verdict("expect: {pull: succeeds}")
        #expect(verdict.status == .passed)
        #expect(
            verdict.why == "as expected; the bytes were not verified by us: only 'mytool' says that the image is there")
        #expect(verdict.finding("integrity")?.actual.hasPrefix("not verified by us") == true)
        let result = RunResult(
            judging: seen.observations, timeline: seen.timeline, against: try scenario("expect: {pull: succeeds}"),
            folder: ""
        )
        #expect(ConsoleReport.text([result]).contains("the bytes were not verified by us"))
        #expect(!ConsoleReport.text([result]).contains("bytes verified"))
        #expect(MarkdownReport.text([result]).contains("the bytes were not verified by us"))
        #expect(JUnitReport.text([result]).contains("the bytes were not verified by us"))
        let absent = StoreReport(present: false, problems: ["exit 1"], unverified: "only 'mytool' says it")
        #expect(try SeenRun(pull: .ended(stored: absent)).verdict("expect: {pull: succeeds}").outcome == .missing)
    }

    @Test func theBannersCommandCanBeTypedAndHidesThePassword() {
        let program = Program("a", "mytool", ["--creds", "puller:correct-horse-battery", "it's", "", "a=b"])
        #expect(
            VisitBanner.line(program, pull())
                == #"mytool --creds puller:"$CHAOSPULL_PASSWORD" 'it'\''s' '' a=b"#)
        #expect(VisitBanner.line(program, pull(credentials: false)).contains("puller:correct-horse-battery"))
    }
}
