import Sandboxing
import Testing

@testable import Pullers

@Suite struct RootProgressTests {
    private func progress(_ lines: String...) -> RootProgress {
        var progress = RootProgress()
        for line in lines { _ = progress.read(line) }
        return progress
    }

    @Test func packagesOfTheBaseSystemAreCountedByWhatIsDoneWithThem() {
        let retrieved = progress("@step base system", "I: Retrieving apt 2.6", "I: Retrieving dpkg 1.21")
        #expect(retrieved.step == "base system")
        #expect(retrieved.detail == "retrieving 2")
        let unpacked = progress("@step base system", "I: Retrieving apt 2.6", "I: Unpacking apt...")
        #expect(unpacked.detail == "unpacking 1")
    }

    @Test func aptsStatusIsADetail() {
        #expect(progress("@step a", "dlstatus:3:12.5:Retrieving file 3 of 40").detail == "3 of 40")
        #expect(progress("@step a", "pmstatus:dpkg:33.4:Unpacking dpkg (amd64)").detail == "33 %")
        #expect(progress("@step a", "dlstatus:x:nonsense").detail == "")
        #expect(progress("@step a", "pmstatus:dpkg:1e99:x").detail == "")
    }

    @Test func aNewStepForgetsTheDetail() {
        #expect(progress("@step a", "pmstatus:dpkg:33.4:x", "@step b").detail == "")
    }

    @Test func onlyChangesAreReported() {
        var progress = RootProgress()
        var changes: [Bool] = []
        for line in ["@step a", "Reading database", "@step a"] { changes.append(progress.read(line)) }
        #expect(changes == [true, false, false])
    }

    @Test func theReasonIsTheOutputAboutErrors() {
        let failed = progress("Selecting x", "E: Failed getting release file", "done")
        #expect(failed.reason == "E: Failed getting release file")
        #expect(progress("one", "two", "@problem three", "four").reason == "two; three; four")
    }

    @Test func aKeyThatIsMissingIsExplainedWithTheWayOut() {
        let said = progress("@step base system", "E: Release signed by unknown key (key id 0E98404D386FA1D9)")
        let text = RootStore.explain(
            said, ProgramEnd(status: .exited(1), duration: .zero), "sid",
            DebianArchive(mirror: "http://mirror.example", keyring: "/k.gpg")
        )
        #expect(text.contains("exit 1 at 'base system'"))
        #expect(text.contains("/k.gpg do not vouch for sid"))
        #expect(text.contains("apt-get install debian-archive-keyring"))
        #expect(text.contains("--keyring"))
    }
}
