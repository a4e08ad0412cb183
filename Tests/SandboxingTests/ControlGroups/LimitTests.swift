import Glibc
import Synchronization
import Testing

@testable import Sandboxing

/// Programs at a limit, as they see it.
@Suite(
    .serialized, .enabled(if: geteuid() == 0, "needs root"),
    .enabled(if: Controller.objection(to: [.memory, .processor, .processes]) == nil, "needs cgroups"))
struct LimitTests {
    private func plan(_ controllers: Set<Controller>) -> SandboxPlan {
        SandboxPlan(
            node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 64 << 20, controllers: controllers)
    }

    /// Runs a script under a limit.
    private func run(
        _ script: String, under limit: ProgramLimit
    ) async throws -> (end: ProgramEnd, said: [String], use: ControlGroupUse?) {
        let said = Mutex<[String]>([])
        return try await withSandbox(plan(Set([limit.controller].compactMap(\.self)))) { sandbox in
            try await sandbox.limit(limit)
            let end = try await sandbox.run(
                Program("script", "sh", ["-c", script]), deadline: .seconds(60), isMeasured: true
            ) { line in said.withLock { $0.append(line) } }
            return (end, said.withLock(\.self), limit.controller.flatMap(sandbox.use))
        }
    }

    @Test func whatTakesMoreMemoryIsKilled() async throws {
        let (end, said, use) = try await run(
            #"perl -e 'vec($x, 100 << 20, 8) = 1; print "there\n"'; echo after $?"#, under: .memory(40 << 20))
        #expect(end.isSuccess && said == ["Killed", "after 137"] || said == ["after 137"], "\(said)")
        let seen = try #require(use)
        #expect(seen.kills == 1 && seen.limit == Double(40 << 20), "\(seen)")
        #expect(try #require(seen.peak) <= 40 << 20)
    }

    /// The storage is in memory, and what a program writes there is its own.
    @Test func filesOfTheStorageCount() async throws {
        let (_, said, use) = try await run(
            "dd if=/dev/zero of=/storage/x bs=1M count=60 2>/dev/null; echo after $?", under: .memory(20 << 20))
        #expect(said.last == "after 137", "\(said)")
        #expect(use?.kills == 1)
    }

    @Test func theProcessorIsWithheld() async throws {
        let (end, _, use) = try await run(
            "perl -e 'sub t { my @t = times; $t[0] + $t[1] } $i++ while t() < 0.2'", under: .processor(0.1))
        #expect(end.isSuccess && end.duration > .milliseconds(1200), "\(end.duration)")
        #expect(try #require(use).hits > 10 && use?.limit == 0.1)
        let used = try #require(end.processorTime)
        #expect(used >= .milliseconds(150) && used < .milliseconds(900), "\(used)")
    }

    /// The shell is one of three.
    @Test func furtherProcessesAreRefused() async throws {
        let (_, said, use) = try await run(
            #"""
            perl -e 'for (1..5) { my $p = fork; if (!defined $p) { print "no $_: $!\n"; exit } sleep 3 unless $p }'
            """#, under: .processes(3))
        #expect(said == ["no 2: Resource temporarily unavailable"], "\(said)")
        #expect(try #require(use).hits == 1)
    }

    @Test func theNextOpenFileIsRefused() async throws {
        let (_, said, _) = try await run(
            #"exec perl -e 'for (4..99) { open $f[$_], "<", "/dev/null" or do { print fileno($f[$_-1]), " $!\n"; exit } }'"#,
            under: .openFiles(16))
        #expect(said == ["15 Too many open files"], "\(said)")
    }

    @Test func aProgramThatRunsIsLimitedAndLetGo() async throws {
        let script = #"""
            exec perl -e '$| = 1; sub try { my @f; for (1..40) { open my $f, "<", "/dev/null" or return "no"; push @f, $f }
            "yes" } print try, "\n"; while (1) { last if -e "/run/go"; select undef, undef, undef, 0.02 } print try, "\n";
            while (1) { last if -e "/run/on"; select undef, undef, undef, 0.02 } print try, "\n"'
            """#
        let said = try await withSandbox(plan([.memory])) { sandbox in
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            async let end = sandbox.run(Program("script", "sh", ["-c", script]), deadline: .seconds(30)) {
                line.yield($0)
            }
            var next = lines.makeAsyncIterator()
            var said = [await next.next()]
            try await sandbox.limit(.openFiles(8))
            try await sandbox.run(script: "touch /run/go", in: .node, what: "going on")
            said.append(await next.next())
            try await sandbox.lift(.openFiles(8))
            try await sandbox.run(script: "touch /run/on", in: .node, what: "going on")
            said.append(await next.next())
            _ = try await end
            return said
        }
        #expect(said == ["yes", "no", "yes"])
    }

    /// Version 1 of cgroups takes no lower limit than what there is.
    @Test func aLimitBelowWhatAProgramHasIsWhatItHas() async throws {
        let script = #"""
            exec perl -e '$| = 1; vec($x, 50 << 20, 8) = 1; print "a\n"; 1 until -e "/run/go"; vec($y, 50 << 20, 8) = 1'
            """#
        try await withSandbox(plan([.memory])) { sandbox in
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            async let end = sandbox.run(Program("script", "sh", ["-c", script]), deadline: .seconds(30)) {
                line.yield($0)
            }
            var next = lines.makeAsyncIterator()
            _ = await next.next()
            try await sandbox.limit(.memory(1 << 20))
            try await sandbox.run(script: "touch /run/go", in: .node, what: "going on")
            #expect(try await end.status == .signaled(SIGKILL))
            #expect(sandbox.use(of: .memory)?.kills == 1)
            try await sandbox.lift(.memory(1 << 20))
            #expect(sandbox.use(of: .memory)?.limit == nil)
        }
    }

    /// A process that nobody waits for, in all groups, when the sandbox ends.
    @Test(arguments: [false, true]) func noFolderIsLeft(isFailing: Bool) async throws {
        struct Stop: Error {}
        let all = plan([.memory, .processor, .processes])
        do {
            try await withSandbox(all) { sandbox in
                _ = try await sandbox.run(Program("script", "sh", ["-c", "setsid sleep 1000 & echo left"]))
                if isFailing { throw Stop() }
            }
        } catch is Stop {}
        #expect(try Self.ownFolders().isEmpty)
    }

    @Test func theSweepTakesOnlyEmptyFoldersOfTheDead() async throws {
        let hierarchy = try (try? ControlGroupHierarchy("pids")) ?? ControlGroupHierarchy(nil)
        let root = hierarchy.path
        let paths = ["chaospull-1-2-3", ControlGroupName.next(), "other-1-2-3"].map { root + "/" + $0 }
        for path in paths { #expect(mkdir(path, 0o755) == 0) }
        defer { for path in paths { rmdir(path) } }
        ControlGroupSweep.sweep(root)
        #expect(paths.map { access($0, F_OK) == 0 } == [false, true, true])
    }

    private static func ownFolders() throws -> [String] {
        let groups = try ControlGroup.all(for: [.memory, .processor, .processes])
        return groups.flatMap { ControlGroupSweep.names(in: $0.parent) }
            .filter { ControlGroupName($0)?.process == getpid() }
    }
}
