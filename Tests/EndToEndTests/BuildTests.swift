import ChaosPull
import Foundation
import Testing

/// Builds that are not installed, one beside the other.
@Suite(.needsPullers, .needsRoot, .needsBuilds) struct BuildTests {
    private func run(_ pullers: [String], in folder: String) async throws -> FinishedProgram {
        try await FinishedProgram.of(
            Requirements.command,
            ["run", Requirements.scenarios + "/control.yaml", "--output", folder] + pullers)
    }

    @Test func twoBuildsOfOnePullerRunInOneMatrix() async throws {
        let before = try await HostState.now()
        try await withTemporaryFolder { folder in
            let pullers = ["bookworm", "trixie"].flatMap {
                ["--puller", "containerd", "--with", "\($0)=\(Builds.folder($0))/usr"]
            }
            let end = try await run(pullers + ["--puller", "containerd"], in: folder)
            #expect(end.code == 0, "\(end.output)\(end.error)")
            #expect(end.output.contains(/containerd\+bookworm 1\.6\S+ +1 +✔ passed/), "\(end.output)")
            #expect(end.output.contains(/containerd\+trixie 1\.7\S+ +1 +✔ passed/), "\(end.output)")
            let log = try String(
                contentsOfFile: folder + "/control.containerd+trixie.seed-1/containerd.log", encoding: .utf8)
            #expect(log.contains(/version="1\.7\./))
        }
        #expect(try await HostState.now() == before)
    }

    @Test func aBuildThatDoesNotStartIsRefusedWithWhatItWanted() async throws {
        try await withTemporaryFolder { folder in
            // Debian 13 has a newer libc than Debian 12, and its skopeo asks for it.
            let newer = Builds.cache + "/roots/trixie/usr/bin"
            let build = folder + "/build"
            try FileManager.default.createDirectory(atPath: build, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: newer + "/skopeo", toPath: build + "/skopeo")
            let end = try await run(["--puller", "skopeo", "--with", build], in: folder)
            #expect(end.code == 64)
            #expect(end.error.contains("GLIBC_2."), "\(end.error)")
            let nothing = try await run(["--puller", "skopeo", "--with", folder + "/none"], in: folder)
            #expect(nothing.code == 64)
            #expect(nothing.error.contains(folder + "/none"), "\(nothing.error)")
        }
    }
}
