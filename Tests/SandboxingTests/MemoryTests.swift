import Glibc
import Testing

@testable import Sandboxing

/// Perl programs that have so many bytes of their own.
@Suite(.enabled(if: geteuid() == 0, "needs root"), .enabled(if: Tool.path(of: "perl") != nil, "needs perl"))
struct MemoryTests {
    private static let plan = SandboxPlan(node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 1 << 20)
    private static let large = 100 << 20
    /// What a program of Perl or a shell has beside.
    private static let little = 20 << 20

    /// Uses the processor for half a second.
    private static let busy = "perl -e 'sub t { my @t = times; $t[0] + $t[1] } $i++ while t() < 0.5'"

    private static func taking(_ bytes: Int, then rest: String = "") -> String {
        #"perl -e 'vec($x, \#(bytes) - 1, 8) = 1; $|++; print "there\n"; \#(rest)'"#
    }

    /// - Parameter script: for sh(1).
    private func end(of script: String, deadline: Duration? = nil) async throws -> ProgramEnd {
        try await withSandbox(Self.plan) { sandbox in
            try await sandbox.run(Program("script", "sh", ["-c", script]), deadline: deadline, isMeasured: true)
        }
    }

    @Test(arguments: ["", "; true", " & wait", " | cat; true"])
    func whatAProgramAndItsChildrenHadIsKnown(rest: String) async throws {
        let end = try await end(of: Self.taking(Self.large) + rest)
        let peak = try #require(end.peakMemory)
        #expect(end.isSuccess && peak >= Self.large && peak < Self.large + Self.little, "\(peak)")
    }

    /// The harness has more, and none of it counts.
    @Test func aSmallProgramHasLittle() async throws {
        let ballast = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.large, alignment: 1)
        defer { ballast.deallocate() }
        ballast.initializeMemory(as: UInt8.self, repeating: 1)
        let peak = try #require(try await end(of: "true").peakMemory)
        #expect(peak > 100_000 && peak < Self.little, "\(peak)")
    }

    @Test(arguments: [
        ("exit 3", ProgramEnd.Status.exited(3)), ("kill -KILL $$", .signaled(SIGKILL)),
        ("kill -ABRT $$", .signaled(SIGABRT)), ("exec /nonexistent", .exited(127)), ("exit 0", .exited(0)),
    ])
    func theEndIsThatOfTheProgram(script: String, status: ProgramEnd.Status) async throws {
        let end = try await end(of: script)
        #expect(end.status == status && end.peakMemory != nil)
    }

    /// Half a second each, of the program and of a child.
    @Test func theProcessorTimeIsThatOfAllItsProcesses() async throws {
        let end = try await end(of: "\(Self.busy); \(Self.busy); true")
        let used = try #require(end.processorTime)
        #expect(used >= .milliseconds(800) && used < .milliseconds(2500), "\(used)")
    }

    @Test func theProcessorTimeOfWhatRunsGrows() async throws {
        try await withSandbox(Self.plan) { sandbox in
            let busy = Program("script", "sh", ["-c", "\(Self.busy); echo done; sleep 1000"])
            let before = sandbox.usedProcessorTime
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            async let end = sandbox.run(busy, deadline: .seconds(20)) { line.yield($0) }
            var next = lines.makeAsyncIterator()
            _ = await next.next()
            let grown = sandbox.usedProcessorTime.grown(since: before)
            #expect(grown >= .milliseconds(400) && grown < .milliseconds(2500), "\(grown)")
            try await sandbox.signal(busy, SIGKILL)
            _ = try await end
        }
    }

    @Test func whatIsKilledAtTheDeadlineIsMeasuredBefore() async throws {
        let end = try await end(of: Self.taking(Self.large, then: "sleep 1000") + "; true", deadline: .seconds(3))
        #expect(end.isTimedOut)
        let peak = try #require(end.peakMemory)
        #expect(peak >= Self.large && peak < Self.large + Self.little, "\(peak)")
    }

    @Test func whatRunsIsMeasuredFromTheReset() async throws {
        try await withSandbox(Self.plan) { sandbox in
            #expect(sandbox.memoryObjection == nil)
            #expect(sandbox.peakOfRunning == 0)
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            let freeing = Self.taking(Self.large, then: #"undef $x; print "gone\n"; sleep 1000"#)
            async let end = sandbox.run(Program("script", "sh", ["-c", freeing]), deadline: .seconds(20)) {
                line.yield($0)
                if $0 == "gone" { line.finish() }
            }
            for await _ in lines {}
            #expect(sandbox.peakOfRunning >= Self.large)
            sandbox.resetPeaks()
            let peak = sandbox.peakOfRunning
            #expect(peak > 0 && peak < Self.little)
            try await sandbox.signal(Program("script", "sh"), SIGKILL)
            _ = try await end
        }
    }
}

@Suite struct ProcessTableTests {
    private typealias Entry = ProcessTable.Entry

    @Test func aStatusIsRead() throws {
        let status =
            "Name:\tdocker d: x\nUmask:\t0022\nState:\tS (sleeping)\nPPid:\t12\nVmHWM:\t   83584 kB\nVmRSS:\t 1 kB\n"
        #expect(Entry(7, status: status) == Entry(number: 7, parent: 12, name: "docker d: x", peak: 83584 * 1024))
        #expect(Entry(7, status: "Name:\tx\nPPid:\t1\n") == Entry(number: 7, parent: 1, name: "x", peak: 0))
        #expect(Entry(7, status: "") == nil)
        let stat = "7 (a) b) c) S 12 7 7 0 -1 4194560 93 44 0 0 10 20 300 4000 20 0 1 0 55 1 2"
        #expect(try #require(Entry(7, status: status, stat: stat)).ticks == 4330)
    }

    /// What a process used goes to its parent; what a program's first process used is gone with it.
    @Test func processorTimeIsCountedOnce() {
        func time(_ entries: (number: Int, parent: Int, ticks: Int)...) -> NodeProcessorTime {
            NodeProcessorTime(
                ProcessTable(
                    entries.map { Entry(number: $0.number, parent: $0.parent, name: "x", peak: 0, ticks: $0.ticks) }))
        }
        let before = time((1, 0, 5), (2, 0, 10), (3, 2, 20), (4, 0, 50))
        #expect(time((1, 0, 5), (2, 0, 40)).grown(since: before) == .ticks(10))
        #expect(time((1, 0, 5), (2, 0, 10), (3, 2, 20), (5, 0, 7)).grown(since: before) == .ticks(7))
        #expect(before.grown(since: before) == .zero)
    }

    @Test func theFirstProcessAndItsWaitAreNotThePullers() {
        let all = ProcessTable([
            Entry(number: 1, parent: 0, name: "sh", peak: 1), Entry(number: 8, parent: 1, name: "cat", peak: 2),
            Entry(number: 9, parent: 0, name: "dockerd", peak: 4), Entry(number: 10, parent: 9, name: "cat", peak: 8),
            Entry(number: 11, parent: 1, name: "left", peak: 16), Entry(number: 12, parent: 10, name: "x", peak: 32),
        ])
        #expect(all.pullers.map(\.number) == [9, 10, 11, 12])
        #expect(all.tree(of: 9).map(\.number) == [9, 10, 12])
        #expect(all.tree(of: 99).isEmpty)
        #expect(ProcessTable([Entry(number: 5, parent: 5, name: "x", peak: 1)]).tree(of: 5).count == 1)
    }
}
