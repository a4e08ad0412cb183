import ChaosPull
import Foundation
import Glibc
import Testing

/// Tools that are no pullers here, and pullers' other commands, work on the registry of a scenario.
@Suite(.serialized) struct RegistryToolTests {
    private func exec(
        _ puller: String?, in scenario: String = "control", _ command: String...
    ) async throws -> FinishedProgram {
        let choice = puller.map { ["--puller", $0] } ?? []
        return try await FinishedProgram.of(
            Requirements.command, ["exec", "scenarios/\(scenario).yaml"] + choice + ["--"] + command)
    }

    /// The repository has 251 tags and lists 100 at once.
    private func expectAllTags(_ puller: String, _ command: String...) async throws {
        let choice = ["exec", "scenarios/tags-paginated.yaml", "--puller", puller, "--"]
        let end = try await FinishedProgram.of(Requirements.command, choice + command)
        #expect(end.code == 0, "\(end.error)")
        #expect(end.output.matches(of: /\bv[0-9]{3}\b/).count == 250)
    }

    @Test(.needsPullers) func skopeoListsEveryPageOfTags() async throws {
        try await expectAllTags("skopeo", "skopeo", "list-tags", "docker://registry.test/library/demo")
        let inspect = ["inspect", "docker://registry.test/library/demo:v007"]
        let end = try await FinishedProgram.of(
            Requirements.command,
            ["exec", "scenarios/tags-paginated.yaml", "--puller", "skopeo", "--", "skopeo"] + inspect)
        #expect(end.code == 0, "\(end.error)")
    }

    /// crane is in Debian's unstable suite alone, on which CI does not rely; the nightly job has it.
    @Test(.needsPullers) func craneListsTagsWhereItIsInstalled() async throws {
        guard (try? await InstalledPuller.select(["crane"])) != nil else {
            return print("not tested: crane; run 'chaospull roots create sid' as root")
        }
        try await expectAllTags("crane", "crane", "ls", "registry.test/library/demo")
        let end = try await exec("crane", "crane", "ls", "registry.test/library/demo")
        #expect(end.code == 0, "\(end.error)")
        #expect(end.output.split(separator: "\n").contains("1"))
    }

    @Test(.needsPuller("oras")) func orasListsEveryPageOfTags() async throws {
        try await expectAllTags("oras", "oras", "repo", "tags", "registry.test/library/demo")
    }

    @Test(.needsPuller("oras")) func orasGoesOnWithoutTheAPIForReferrers() async throws {
        let end = try await exec(
            "oras", in: "referrers-missing", "oras", "discover", "registry.test/library/demo:1")
        #expect(end.code == 0 && end.output.contains("library/demo@sha256:"), "\(end.error)")
    }

    @Test(.needsPullers) func curlGetsATokenAndAManifest() async throws {
        let script = """
            set -e
            curl -sS -o /dev/null -D - https://registry.test/v2/
            scope='service=registry.test&scope=repository:library/demo:pull'
            token=$(curl -sSf "https://auth.test/token?$scope" | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
            curl -sSfI -H "Authorization: Bearer $token" https://registry.test/v2/library/demo/manifests/1
            curl -sSf -H "Authorization: Bearer $token" https://registry.test/v2/library/demo/tags/list
            """
        let end = try await exec(nil, "sh", "-c", script)
        #expect(end.code == 0, "\(end.error)")
        #expect(end.output.contains("HTTP/1.1 401 Unauthorized"))
        #expect(end.output.contains("HTTP/1.1 200 OK"))
        #expect(end.output.localizedCaseInsensitiveContains("docker-content-digest: sha256:"))
        #expect(end.output.contains(#""name":"library/demo""#) && end.output.contains(#""1""#))
    }

    @Test(.needsPullers) func skopeoInspects() async throws {
        let end = try await exec("skopeo", "skopeo", "inspect", "docker://registry.test/library/demo:1")
        #expect(end.code == 0, "\(end.error)")
        #expect(end.output.contains(#""Name": "registry.test/library/demo""#))
        #expect(end.output.contains(#""RepoTags""#) && end.output.contains(#""Layers""#))
    }

    @Test(.needsPuller("oras")) func orasListsTags() async throws {
        let tags = try await exec("oras", "oras", "repo", "tags", "registry.test/library/demo")
        #expect(tags.code == 0, "\(tags.error)")
        #expect(tags.output.split(separator: "\n").contains("1"))
    }

    @Test(.needsPuller("oras")) func orasDiscoversWhatRefersToAnImage() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/referrers.yaml"
            let text = "title: Referrers\nregistry: {referrers: one}\nexpect: {pull: succeeds}\n"
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            let discover = ["oras", "discover", "registry.test/library/demo:1"]
            let end = try await FinishedProgram.of(
                Requirements.command, ["exec", file, "--puller", "oras", "--"] + discover)
            #expect(end.code == 0, "\(end.error)")
            #expect(end.output.contains("application/vnd.chaospull.note"))
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs a command of a puller that this machine or one of its roots has.
    fileprivate static func needsPuller(_ name: String) -> Self {
        .enabled("needs root and \(name), here or in a root; run 'chaospull roots create trixie' as root") {
            geteuid() == 0 ? (try? await InstalledPuller.select([name])) != nil : false
        }
    }
}
