import ImageContent
import Sandboxing
import Testing

@testable import Pullers

@Suite struct StoreReportFailureTests {
    private let save = Program("docker save", "docker")

    private func report(
        _ text: String, _ status: ProgramEnd.Status = .exited(1), late: Bool = false, present: Bool = true
    )
        -> StoreReport
    {
        .ofFailure(save, ProgramEnd(status: status, isTimedOut: late, duration: .seconds(1)), text, isPresent: present)
    }

    @Test(arguments: [
        "Error response from daemon: write /storage/docker/tmp/x: no space left on device",
        "Error: writing blob: No space left on device",
        "Cannot connect to the Docker daemon at unix:///run/docker.sock. Is the docker daemon running?",
        #"ctr: failed to dial "/run/containerd/containerd.sock": context deadline exceeded"#,
    ])
    func whatHinderedTheLookIsNoClaimAboutTheStore(text: String) {
        for present in [true, false] {
            let report = report(text, present: present)
            #expect(report.present && report.problems.isEmpty && !report.isWhole)
            #expect(report.unreadable == "docker save failed (exit 1): \(text)")
        }
    }

    @Test func aLookThatWasKilledOrTookTooLongIsNone() {
        #expect(report("", .signaled(9)).unreadable != nil)
        #expect(report("", .signaled(9), late: true).unreadable != nil)
    }

    @Test(arguments: [
        "Error response from daemon: file integrity checksum failed for \"layer-1/file\"",
        "Error response from daemon: open /storage/docker/overlay2/x/diff: no such file or directory",
        "unexpected EOF",
    ])
    func whatTheStoreSaysOfItselfIsAClaim(text: String) {
        var report = report(text)
        #expect(report.present && report.unreadable == nil && report.problems.isEmpty)
        #expect(report.unexportable == "docker save cannot read the image: \(text)")
        // Its layers were seen to be right.
        report.comparedEntries = 7
        report.judgeWithoutExport()
        #expect(report.isWhole)
        // Nobody saw them.
        report.comparedEntries = nil
        report.judgeWithoutExport()
        #expect(report.problems == [report.unexportable])
    }

    @Test func anImageThatIsNotThereIsMissing() {
        let report = report("Error: No such image: registry.test/library/demo:1", present: false)
        #expect(!report.present && report.unreadable == nil)
    }
}
