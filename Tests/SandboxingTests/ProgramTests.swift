import Foundation
import Sandboxing
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProgramTests {
    private func shell(_ script: String, environment: [String: String] = [:]) -> Program {
        Program("shell", "sh", ["-c", script], environment: environment)
    }

    @Test(arguments: [0, 1, 2, 64, 127, 255])
    func theExitCodeIsReported(code: Int32) async throws {
        let end = try await shell("exit \(code)").run()
        #expect(end.status == .exited(code))
        #expect(end.isSuccess == (code == 0))
        #expect(!end.isTimedOut)
    }

    @Test(arguments: [("TERM", 15), ("KILL", 9), ("INT", 2)] as [(String, Int32)])
    func theSignalIsReported(name: String, number: Int32) async throws {
        let end = try await shell("kill -\(name) $$; sleep 60").run()
        #expect(end.status == .signaled(number))
        #expect(!end.isSuccess && !end.isTimedOut)
    }

    @Test func linesOfOutputAndErrorKeepTheirOrder() async throws {
        let lines = Mutex<[String]>([])
        let script = "echo one; echo two >&2; printf 'three\\n\\nfive'"
        _ = try await shell(script).run { line in lines.withLock { $0.append(line) } }
        #expect(lines.withLock { $0 } == ["one", "two", "three", "", "five"])
    }

    @Test func manyLinesAreAllHeard() async throws {
        let count = Mutex(0)
        _ = try await shell("seq 1 20000").run { _ in count.withLock { $0 += 1 } }
        #expect(count.withLock { $0 } == 20_000)
    }

    /// The pipe says its number itself, because other tests open pipes meanwhile.
    @Test func noDescriptorStaysOpen() async throws {
        var pipes: [String] = []
        for _ in 1...5 { pipes.append(try await shell("readlink /proc/$$/fd/1").output().text.trimmed) }
        #expect(pipes.allSatisfy { $0.hasPrefix("pipe:") })
        // The last one may be let go a moment later.
        let open = try Self.openFiles()
        #expect(pipes.dropLast().allSatisfy { !open.contains($0) })
    }

    private static func openFiles() throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return Set(
            names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") })
    }

    @Test func outputIsTheLinesAgain() async throws {
        let (end, text) = try await shell("echo one; echo two >&2; exit 3").output()
        #expect(end.status == .exited(3))
        #expect(text == "one\ntwo\n")
    }

    @Test func outputThatIsNoUTF8DoesNotTrap() async throws {
        let (end, text) = try await shell(#"printf 'a\377\n'; echo b"#).output()
        #expect(end.isSuccess)
        #expect(text == "a\u{fffd}\nb\n")
    }

    @Test func aVeryLongLineIsReadAndTheProgramEnds() async throws {
        let (end, text) = try await shell("head -c 300000 /dev/zero | tr '\\0' x; echo; echo end").output()
        #expect(end.isSuccess)
        #expect(text.hasSuffix("end\n"))
        #expect(text.count(where: { $0 == "x" }) == 300_000)
    }

    @Test func theDeadlineKillsTheProgramAndSaysSo() async throws {
        let end = try await shell("echo started; sleep 600").run(deadline: .milliseconds(300))
        #expect(end.status == .signaled(9))
        #expect(end.isTimedOut && !end.isSuccess)
        #expect(end.duration >= .milliseconds(300) && end.duration < .seconds(300))
    }

    @Test func theDeadlineKillsTheWholeGroup() async throws {
        let lines = Mutex<[String]>([])
        let script = "sleep 60 & echo $!; trap '' TERM INT; sleep 60; wait"
        // Long enough for a shell to print a line on a busy machine.
        let end = try await shell(script).run(deadline: .seconds(3)) { line in lines.withLock { $0.append(line) }
        }
        #expect(end.isTimedOut)
        let child = try #require(lines.withLock { $0.first })
        // A killed process ends when it gets the processor next, and a zombie of another parent keeps the number. By
        // itself this one would sleep for much longer than it is waited for.
        let waiting = """
            for try in $(seq 200); do
                state=$(cut -d' ' -f3 /proc/\(child)/stat 2>/dev/null)
                case $state in ''|Z|X) exit 0 ;; esac
                sleep 0.1
            done
            echo "$state"; exit 1
            """
        let (gone, state) = try await shell(waiting).output()
        #expect(gone.isSuccess, "it is in state \(state)")
    }

    @Test func outputBeforeTheDeadlineIsRead() async throws {
        let (end, text) = try await shell("echo one; echo two; sleep 60").output(deadline: .seconds(3))
        #expect(end.isTimedOut)
        #expect(text == "one\ntwo\n")
    }

    @Test func aProgramThatEndsInTimeIsNotTimedOut() async throws {
        let end = try await shell("exit 0").run(deadline: .seconds(30))
        #expect(end.isSuccess && !end.isTimedOut)
        #expect(end.duration < .seconds(30))
    }

    /// The child sleeps longer than the deadline is away; who waits for its output to close meets the deadline.
    @Test func theEndOfAProgramIsItsEndWhateverItsChildHolds() async throws {
        let lines = Mutex<[String]>([])
        let end = try await shell("sleep 50 & echo $!; exit 3").run(deadline: .seconds(40)) { line in
            lines.withLock { $0.append(line) }
        }
        #expect(end.status == .exited(3))
        #expect(!end.isTimedOut)
        #expect(end.duration < .seconds(40))
        let child = try #require(lines.withLock { $0.first })
        let (killed, _) = try await Program("kill", "kill", [child]).output()
        #expect(killed.isSuccess, "the child was still there")
    }

    /// The child prints without end into the same pipe.
    @Test func outputBeforeTheEndIsReadAlthoughAChildGoesOn() async throws {
        let lines = Mutex<[String]>([])
        let script = "yes >&2 & child=$!; sleep 0.1; echo $child; echo last"
        let end = try await shell(script).run(deadline: .seconds(40)) { line in
            if line != "y" { lines.withLock { $0.append(line) } }
        }
        #expect(end.isSuccess && end.duration < .seconds(40))
        let heard = lines.withLock { $0 }
        // Lines of both may be cut into each other, since they write into one pipe.
        #expect(heard.contains { $0.hasSuffix("last") })
        let child = try #require(heard.compactMap { Int($0.drop { $0 == "y" }) }.first)
        // Its output has nobody left who reads it, so it ends by itself too.
        _ = try await Program("kill", "kill", ["\(child)"]).output()
    }

    @Test func manyLinesAreReadQuickly() async throws {
        let count = Mutex(0)
        let end = try await shell("seq 1 200000").run(deadline: .seconds(40)) { _ in count.withLock { $0 += 1 } }
        #expect(end.isSuccess && count.withLock { $0 } == 200_000)
    }

    @Test func nothingIsInheritedButTheSearchPath() async throws {
        let (_, text) = try await Program("env", "env", environment: ["HOME": "/nowhere"]).output()
        let names = text.split(separator: "\n").map { $0.prefix { $0 != "=" } }.sorted()
        #expect(names == ["HOME", "PATH"])
        #expect(text.contains("PATH=\(Program.searchPath)\n"))
        #expect(Program("x", "x", environment: ["PATH": "/own"]).environment["PATH"] == "/own")
    }

    @Test func argumentsArePassedAsTheyAre() async throws {
        let (_, text) = try await Program("printf", "printf", ["<%s>\n", "a b", "", "$HOME", "*", "it's"]).output()
        #expect(text == "<a b>\n<>\n<$HOME>\n<*>\n<it's>\n")
    }

    @Test func aPrefixRunsTheProgramElsewhere() async throws {
        let (_, text) = try await Program("echo", "echo", ["said"]).output(prefix: ["env", "-i"])
        #expect(text == "said\n")
    }

    @Test func aProgramThatIsNotThereIsNamed() async throws {
        let error = try await #require(throws: SandboxError.self) {
            _ = try await Program("nothing", "no-such-program").run()
        }
        #expect(error.code == .notStarted)
        #expect(error.message.hasPrefix("no-such-program could not be run: "))
    }

    @Test func cancellationEndsTheProgram() async throws {
        let start = ContinuousClock.now
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        let task = Task { try await shell("echo started; sleep 600").run { line.yield($0) } }
        for await _ in lines { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        // The program sleeps for 600 s.
        #expect(ContinuousClock.now - start < .seconds(300))
    }
}
