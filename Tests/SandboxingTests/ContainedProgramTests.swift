import Glibc
import Synchronization
import Testing

@testable import Sandboxing

@Suite(.enabled(if: geteuid() == 0, "needs root")) struct ContainedProgramTests {
    private static func run(_ script: String) async throws -> (end: ProgramEnd, lines: [String]) {
        let lines = Mutex<[String]>([])
        let end = try await Program("script", "sh", ["-c", script]).runContained { line in
            lines.withLock { $0.append(line) }
        }
        return (end, lines.withLock { $0 })
    }

    @Test func itsEndAndItsLinesAreReported() async throws {
        let (end, lines) = try await Self.run("echo one; echo two >&2; exit 7")
        #expect(end.status == .exited(7))
        #expect(lines == ["one", "two"])
    }

    @Test func itsMountsAreNotThisMachines() async throws {
        let (end, lines) = try await Self.run("mount -t tmpfs chaospull-test /mnt && findmnt -n -o SOURCE /mnt")
        #expect(end.isSuccess)
        #expect(lines == ["chaospull-test"])
        #expect(try !readTextFile("/proc/self/mountinfo").contains("chaospull-test"))
    }

    /// What is left of a namespace goes with its first process; a run that waited for it would last a day.
    @Test(.timeLimit(.minutes(5))) func programsItLeftRunningEndWithIt() async throws {
        let (end, _) = try await Self.run("sleep 86400 & exit 0")
        #expect(end.isSuccess)
    }

    @Test func itSeesOnlyItsOwnProcesses() async throws {
        let (_, lines) = try await Self.run("echo /proc/[0-9]*")
        #expect(lines.first?.split(separator: " ").count ?? 99 < 6)
    }
}
