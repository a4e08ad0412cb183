import Glibc
import Synchronization
import SystemCalls
import Testing

@testable import Sandboxing

@Suite(
    .enabled(if: geteuid() == 0 && FailedCallWatch.objection == nil, "needs root and perf_event_open(2)"),
    .timeLimit(.minutes(2)))
struct FailedCallWatchTests {
    private final class Heard: Sendable {
        private let list = Mutex<[(program: String, call: FailedCall)]>([])
        func hear(_ program: String, _ call: FailedCall) { list.withLock { $0.append((program, call)) } }
        var calls: [FailedCall] { list.withLock { $0.map(\.call) } }
        var programs: Set<String> { list.withLock { Set($0.map(\.program)) } }
    }

    /// Runs a script of sh(1) and gives what failed in it.
    private static func watched(
        _ filters: [FailedCallFilter], name: String = "script", executable: String = "sh", _ arguments: String...
    ) async throws -> (end: ProgramEnd, calls: [FailedCall], lost: Int) {
        let heard = Heard()
        let watch = try FailedCallWatch(filters, onCall: heard.hear)
        let end = try await Program(name, executable, arguments).run(watchedBy: watch)
        return (end, heard.calls, watch.lost)
    }

    /// Of the shell itself, of a child, and of a child of a child that another program stands between.
    @Test func callsOfTheProgramAndAllItsDescendantsAreCountedExactly() async throws {
        let script = """
            i=0; while [ $i -lt 100 ]; do { true </nowhere/$i; } 2>&-; i=$((i+1)); done
            (i=0; while [ $i -lt 30 ]; do { true </nowhere/$i; } 2>&-; i=$((i+1)); done)
            env nice sh -c 'i=0; while [ $i -lt 7 ]; do { true </nowhere/$i; } 2>&-; i=$((i+1)); done'
            exit 5
            """
        // What programs look for when they start is another error; ENOTDIR is not, nor is a path below a file.
        let filters = [FailedCallFilter(.notDirectory, from: [.open, .openat])]
        let (end, calls, lost) = try await Self.watched(
            filters, "-c", script.replacing("/nowhere", with: "/etc/passwd"))
        #expect(end.status == .exited(5))
        #expect(calls.count == 137 && lost == 0)
        #expect(calls.allSatisfy { $0.error == "ENOTDIR" && $0.process == "sh" && $0.call.hasPrefix("open") })
        #expect(Set(calls.map(\.number)).count == 3)
        #expect(calls.map(\.time) == calls.map(\.time).sorted())
        #expect(calls.allSatisfy { $0.time <= .now && $0.time > .now - .seconds(60) })
    }

    @Test func theStartOfAProgramIsToldByItsName() async throws {
        let born = Mutex<[String]>([])
        let births = ProgramBirths(["sleep", "a-long-name-of-a-program"]) { name in born.withLock { $0.append(name) } }
        let watch = try FailedCallWatch([FailedCallFilter(.noSpace)], births: births) { _, _ in }
        // The kernel knows 15 bytes of a name.
        let script = """
            sleep 0.1; (sleep 0.1; true); file=$(mktemp -d)/a-long-name-of-a-program
            cp /bin/true $file; $file; rm -r ${file%/*}
            """
        let end = try await Program("script", "sh", ["-c", script]).run(watchedBy: watch)
        #expect(end.isSuccess)
        #expect(born.withLock { $0 } == ["sleep", "sleep", "a-long-name-of-a-program"])
    }

    @Test func aFullDiskIsSeenAndWordsAboutItAreNot() async throws {
        let words = "echo 'write /storage/x: no space left on device (ENOSPC)' >&2; exit 1"
        #expect(try await Self.watched([FailedCallFilter(.noSpace)], "-c", words).calls.isEmpty)
        let (_, calls, _) = try await Self.watched(
            [FailedCallFilter(.noSpace)], name: "dd", executable: "dd", "if=/dev/zero", "of=/dev/full", "count=1")
        #expect(calls.map(\.call) == ["write"] && calls.map(\.error) == ["ENOSPC"] && calls.map(\.process) == ["dd"])
    }

    @Test func onlyTheCallsOfTheFilterAreTold() async throws {
        let arguments = ["if=/dev/zero", "of=/dev/full", "count=1"]
        func calls(_ filter: FailedCallFilter) async throws -> Int {
            try await Self.watched([filter], executable: "dd", arguments[0], arguments[1], arguments[2]).calls.count
        }
        #expect(try await calls(FailedCallFilter(.noSpace, from: [.fsync])) == 0)
        #expect(try await calls(FailedCallFilter(.inputOutput)) == 0)
        #expect(try await calls(FailedCallFilter(.noSpace, from: [.write])) == 1)
    }

    /// More than the buffers hold: what is not told is counted.
    @Test func aBurstIsToldOrCounted() async throws {
        let script = "i=0; while [ $i -lt 40000 ]; do { true </etc/passwd/x; } 2>&-; i=$((i+1)); done"
        let (_, calls, lost) = try await Self.watched(
            [FailedCallFilter(.notDirectory, from: [.open, .openat])], "-c", script)
        #expect(calls.count + lost == 40_000)
        #expect(calls.count > 500)
    }

    @Test func twoWatchesAtOnceHearTheirOwn() async throws {
        let heard = Heard()
        let watch = try FailedCallWatch([FailedCallFilter(.notDirectory, from: [.open, .openat])], onCall: heard.hear)
        func script(_ count: Int) -> [String] {
            ["-c", "i=0; while [ $i -lt \(count) ]; do { true </etc/passwd/x; } 2>&-; i=$((i+1)); done"]
        }
        async let other = Self.watched([FailedCallFilter(.notDirectory, from: [.open, .openat])], "-c", script(55)[1])
        async let first = Program("first", "sh", script(20)).run(watchedBy: watch)
        async let second = Program("second", "sh", script(30)).run(watchedBy: watch)
        _ = try await (first, second)
        #expect(try await other.calls.count == 55)
        #expect(heard.calls.count == 50 && heard.programs == ["first", "second"])
    }

    /// The program is still there when it is asked, so nothing of it has been read but by `drain`.
    @Test func whatFailedBeforeADrainIsToldByIt() async throws {
        let heard = Heard()
        let watch = try FailedCallWatch([FailedCallFilter(.noSpace)], onCall: heard.hear)
        await withThrowingTaskGroup(of: Void.self) { group in
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            group.addTask {
                let script = "dd if=/dev/zero of=/dev/full count=1 2>&-; echo done; sleep 60"
                _ = try await Program("script", "sh", ["-c", script]).run(watchedBy: watch) { line.yield($0) }
            }
            for await _ in lines { break }
            watch.drain()
            #expect(heard.calls.count == 1)
            group.cancelAll()
            _ = await group.nextResult()
        }
    }

    @Test func aProgramOfASandboxIsWatchedWithAllThatItLeavesBehind() async throws {
        let heard = Heard()
        let watch = try FailedCallWatch([FailedCallFilter(.noSpace)], onCall: heard.hear)
        let plan = SandboxPlan(node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 1 << 20)
        try await withSandbox(plan) { sandbox in
            let script = "setsid sh -c 'dd if=/dev/zero of=/storage/x bs=64k count=99 2>&-; echo left' & wait"
            let end = try await sandbox.run(Program("script", "sh", ["-c", script]), watchedBy: watch)
            #expect(end.isSuccess)
            _ = try await sandbox.run(Program("rm", "rm", ["/storage/x"]))
        }
        #expect(heard.calls.map(\.process) == ["dd"] && heard.calls.map(\.call) == ["write"])
    }

    @Test func aFilterThatIsTooLongIsRefused() async throws {
        let filters = SystemError.allCases.map { FailedCallFilter($0, from: Set(SystemCall.allCases)) }
        let error = await #expect(throws: SandboxError.self) { try await Self.watched(filters, "-c", "exit 0") }
        #expect(error?.message.contains("too long for the kernel") == true)
    }

    @Test func standardInputIsNotTheGates() async throws {
        let heard = Heard()
        let watch = try FailedCallWatch([FailedCallFilter(.noSpace)], onCall: heard.hear)
        let lines = Mutex<[String]>([])
        let end = try await Program("cat", "sh", ["-c", "cat; echo end"]).run(watchedBy: watch) { line in
            lines.withLock { $0.append(line) }
        }
        #expect(end.isSuccess && lines.withLock { $0 } == ["end"])
    }
}
