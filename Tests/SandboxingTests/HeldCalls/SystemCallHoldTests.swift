import Glibc
import Synchronization
import SystemCalls
import Testing

@testable import Sandboxing

/// What a program sees of its held calls, and what is seen of the program.
@Suite(.enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(2)))
struct SystemCallHoldTests {
    private struct Seen: Equatable {
        let call: String
        let path: String?
        let program: String
    }

    private final class Log: Sendable {
        private let list = Mutex<[Seen]>([])
        private let delivered = Mutex<[Bool]>([])
        func note(_ held: HeldCall) -> Int {
            list.withLock {
                $0.append(Seen(call: held.call.rawValue, path: held.paths.first, program: held.program))
                return $0.count
            }
        }
        func note(delivered isDelivered: Bool) { delivered.withLock { $0.append(isDelivered) } }
        var all: [Seen] { list.withLock { $0 } }
        var told: [Bool] { delivered.withLock { $0 } }
    }

    private static let plan = SandboxPlan(node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 8 << 20)

    /// Runs a program in a node and gives what it printed; `judge` gets the number of each call below the storage.
    private static func run(
        _ calls: Set<SystemCall>, _ words: [String], judge: @escaping @Sendable (HeldCall, Int, Log) -> CallRuling
    ) async throws -> (end: ProgramEnd, lines: [String], log: Log) {
        let log = Log()
        let hold = SystemCallHold(calls) { held in
            guard held.paths.isEmpty || held.paths.contains(where: { $0.hasPrefix("/storage/") }) else { return .goOn }
            return judge(held, log.note(held), log)
        }
        return try await withSandbox(plan) { sandbox in
            let lines = Mutex<[String]>([])
            let end = try await sandbox.holding(hold).run(
                Program("program", words[0], Array(words.dropFirst())), deadline: .seconds(30)
            ) { line in lines.withLock { $0.append(line) } }
            return (end, lines.withLock { $0 }, log)
        }
    }

    private static func python(_ text: String) -> [String] { ["python3", "-c", text] }

    @Test func theNthCallFailsWithTheErrorAndNoOther() async throws {
        let (end, lines, log) = try await Self.run(
            [.fsync],
            Self.python(
                """
                import os, errno
                file = open("/storage/file", "w")
                for i in range(5):
                    try: os.fsync(file.fileno()); print("ok")
                    except OSError as error: print(errno.errorcode[error.errno])
                """)
        ) { _, number, log in
            number == 3 ? CallRuling(error: .quota) { log.note(delivered: $0) } : .goOn
        }
        #expect(end.isSuccess && lines == ["ok", "ok", "EDQUOT", "ok", "ok"])
        #expect(log.told == [true])
        #expect(log.all == Array(repeating: Seen(call: "fsync", path: "/storage/file", program: "python3"), count: 5))
    }

    /// Paths are arguments, relative ones too, and folders are descriptors.
    @Test func pathsAreThoseOfTheNode() async throws {
        let (end, lines, log) = try await Self.run(
            [.mkdir, .mkdirat, .rename, .renameat, .renameat2, .unlink, .unlinkat, .rmdir],
            Self.python(
                """
                import os
                os.mkdir("/storage/a"); os.chdir("/storage/a")
                os.mkdir("b"); folder = os.open("b", os.O_RDONLY)
                os.mkdir("c", dir_fd=folder); os.mkdir(".././a//d")
                os.rename("d", "/storage/e")
                os.mkdir("/proc/self/fd/%d/f" % folder)
                os.rmdir("/storage/e")
                os.rmdir("c", dir_fd=folder)
                """)
        ) { held, _, _ in
            #expect((held.variant == .removesFolder) == (held.call == .unlinkat))
            return .goOn
        }
        #expect(end.isSuccess && lines == [])
        #expect(
            log.all.map(\.path) == [
                "/storage/a", "/storage/a/b", "/storage/a/b/c", "/storage/a/d", "/storage/e", "/storage/a/b/f",
                "/storage/e", "/storage/a/b/c",
            ])
    }

    /// A program that sees only a folder, as those do that unpack layers.
    @Test func pathsBehindAnotherRootAreFoundAgain() async throws {
        let script = """
            mkdir -p /storage/layer/old && cp /bin/mkdir /storage/layer/mkdir
            for l in $(ldd /bin/mkdir | grep -o '/[^ ]*'); do mkdir -p /storage/layer${l%/*}; cp $l /storage/layer$l; done
            unshare --mount sh -c 'mount --bind /storage/layer /storage/layer && cd /storage/layer &&
                pivot_root . old && exec /mkdir /made'
            chroot /storage/layer /mkdir /made2
            """
        let (end, lines, log) = try await Self.run([.mkdir, .mkdirat], ["sh", "-c", script]) { _, _, _ in .goOn }
        #expect(end.isSuccess, "\(lines)")
        #expect(log.all.suffix(2).map(\.path) == ["/storage/layer/made", "/storage/layer/made2"])
    }

    @Test func childrenAreHeldAndWhatComesBeforeTheProgramIsNot() async throws {
        let (end, lines, log) = try await Self.run(
            [.openat, .clone, .clone3, .fork, .vfork, .execve],
            ["sh", "-c", "true; echo a >/storage/x; (exec cat /storage/x); sh -c 'cat /storage/x; true'"]
        ) { held, _, _ in
            held.call == .openat && held.program == "cat" && held.paths == ["/storage/x"]
                ? CallRuling(error: .inputOutput) : .goOn
        }
        #expect(end.status == .exited(0))
        #expect(lines.filter { $0.contains("Input/output error") }.count == 2)
        #expect(Set(log.all.map(\.program)) == ["sh", "cat"])
        #expect(log.all.first == Seen(call: "openat", path: "/storage/x", program: "sh"))
    }

    @Test func aNewProcessCanBeRefusedAndAThreadIsNone() async throws {
        let (_, lines, _) = try await Self.run(
            [.clone, .clone3, .fork, .vfork],
            Self.python(
                """
                import os, threading, errno
                thread = threading.Thread(target=lambda: print("thread", flush=True)); thread.start(); thread.join()
                try: os.fork()
                except OSError as error: print(errno.errorcode[error.errno])
                """)
        ) { held, _, _ in held.variant == .startsThread ? .goOn : CallRuling(error: .again) }
        #expect(lines == ["thread", "EAGAIN"])
    }

    @Test func aLateCallTakesAsLongAsItIsToldAndHoldsUpNobody() async throws {
        let (end, lines, _) = try await Self.run(
            [.fsync],
            Self.python(
                """
                import os, time
                late = os.fork() == 0
                file = open("/storage/late" if late else "/storage/other", "w")
                if not late: time.sleep(0.2)
                start = time.monotonic()
                for i in range(1 if late else 100): os.fsync(file.fileno())
                print("late" if late else "other", time.monotonic() - start, flush=True)
                if not late: os.wait()
                """)
        ) { held, _, _ in CallRuling(delay: held.paths == ["/storage/late"] ? .milliseconds(1500) : .zero) }
        #expect(end.isSuccess)
        let words = lines.map { $0.split(separator: " ") }
        #expect(words.map(\.first) == ["other", "late"], "\(lines)")
        let times = words.compactMap { $0.last.flatMap { Double($0) } }
        #expect(times.count == 2 && times[0] < 1 && times[1] >= 1.5 && times[1] < 5)
    }

    /// Go interrupts its threads by signals all the time; a call that comes back would be counted twice.
    @Test func signalsMakeNoCallComeTwice() async throws {
        let (end, lines, log) = try await Self.run(
            [.fsync],
            Self.python(
                """
                import os, signal
                count = 0
                def note(*_):
                    global count
                    count += 1
                signal.signal(signal.SIGALRM, note)
                signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
                file = open("/storage/file", "w")
                for i in range(3): os.fsync(file.fileno())
                signal.setitimer(signal.ITIMER_REAL, 0)
                print(count > 0)
                """)
        ) { _, _, _ in CallRuling(delay: .milliseconds(200)) }
        #expect(end.isSuccess && lines == ["True"])
        #expect(log.all.count == 3)
    }

    @Test func anErrorForAProcessThatWasKilledIsNotDelivered() async throws {
        let (_, lines, log) = try await Self.run(
            [.fsync],
            Self.python(
                """
                import os, signal, time
                child = os.fork()
                if child == 0:
                    os.fsync(open("/storage/file", "w").fileno())
                time.sleep(0.3); os.kill(child, signal.SIGKILL); os.wait(); time.sleep(0.5); print("end")
                """)
        ) { _, _, log in CallRuling(error: .inputOutput, delay: .milliseconds(600)) { log.note(delivered: $0) } }
        #expect(lines == ["end"] && log.told == [false])
    }

    @Test func theHarnessItselfIsNotHeld() async throws {
        let hold = SystemCallHold([.openat, .write]) { _ in CallRuling(error: .inputOutput) }
        try await withSandbox(Self.plan) { sandbox in
            let held = sandbox.holding(hold)
            let cat = Program("cat", "cat", ["/etc/passwd"])
            let (own, outside) = (try await held.output(cat).end, try await sandbox.run(cat))
            let inside = try await held.run(cat)
            #expect(own.isSuccess && outside.isSuccess && !inside.isSuccess)
        }
    }
}
