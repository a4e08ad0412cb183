import Testing

/// Every wait of the harness has a bound.
///
/// The table lists all places in Sources that wait. A new one fails here until it is listed with what ends it.
@Suite struct WaitTests {
    private enum Bound {
        /// A time, by the name that it has in the file.
        case within(String)
        /// What ends it, where that is no time of its own.
        case until(String)
    }

    private struct Wait {
        let count: Int
        let bound: Bound

        init(_ count: Int, _ bound: Bound) {
            self.count = count
            self.bound = bound
        }
    }

    private static let waits: [String: [Wait]] = [
        "ChaosPull/Running/ActStage.swift": [
            Wait(1, .within("after")), Wait(1, .within("delay")),
            Wait(2, .until("the pull ends, which has a deadline")),
            Wait(4, .until("an act is done; each of its programs has a deadline")),
            Wait(1, .within("duration")),
        ],
        "ChaosPull/Controlling/ChaosPullWorld.swift": [
            Wait(1, .until("the world is there or cannot be made; each of its programs has a deadline")),
            Wait(1, .until("whoever has the world ends it or lets it go")),
        ],
        "ChaosPull/Controlling/ControlClient.swift": [
            Wait(2, .until("the world answers or ends; a pull has a deadline"))
        ],
        "ChaosPull/Controlling/ControlSocket.swift": [
            Wait(2, .until("the world ends")), Wait(2, .until("the client goes or the world ends")),
        ],
        "ChaosPull/Running/UnfinishedWork.swift": [
            Wait(1, .until("acts are done; each of their programs has a deadline"))
        ],
        "Disks/Disk.swift": [Wait(1, .until("the server answers or ends"))],
        "Disks/DiskServer.swift": [
            Wait(1, .until("the kernel asks, or the harness goes")), Wait(1, .within("longestHold")),
            Wait(3, .within("left")),
        ],
        "Disks/WithDisk.swift": [
            Wait(1, .until("its connection ends")), Wait(1, .until("the file system is made")),
        ],
        "Faults/Act/Act.swift": [Wait(1, .until("it only declares a step"))],
        "Faults/Act/ActPowerLoss.swift": [Wait(1, .within("delay"))],
        "Pullers/PullerSession+PowerLoss.swift": [Wait(1, .until("the daemon ends; it waits 10 s at most"))],
        "ChaosPull/Running/ArmedChange.swift": [
            Wait(2, .within("begin")), Wait(1, .until("the pull ends, which has a deadline")),
            Wait(2, .until("a change is made or undone; each of its scripts has a deadline")),
        ],
        "ChaosPull/Running/DiskGauge.swift": [Wait(1, .within("interval"))],
        "ChaosPull/Running/InstalledPuller.swift": [
            Wait(1, .until("every puller has told its version; each program has a deadline"))
        ],
        "ChaosPull/Running/RepeatedPull.swift": [Wait(1, .within("delay"))],
        "ChaosPull/Running/Runner.swift": [Wait(1, .within("delay"))],
        "ChaosPull/Running/StorageGauge.swift": [Wait(1, .within("patience"))],
        "ChaosPullCLI/ServeCommand.swift": [Wait(1, .until("a person ends it by a signal"))],
        "ChaosPullCLI/StatusDisplay.swift": [Wait(1, .within("milliseconds(200)"))],
        "ChaosPullCLI/WatchLoop.swift": [Wait(1, .within("interval"))],
        "ChaosPullCLI/WithInterruption.swift": [Wait(1, .until("the command has done its work"))],
        "FakeServices/Cleanup.swift": [Wait(1, .until("all channels are closed, which their own event loop does"))],
        "FakeServices/Connections/Channel+Waiting.swift": [
            Wait(1, .within("limit")), Wait(1, .until("the channel closes or the services end")),
        ],
        "FakeServices/Connections/HTTPConnections.swift": [
            Wait(1, .until("the channel is closed, which is asked for")),
            Wait(1, .until("the connection ends, which the client or the end of the services brings about")),
        ],
        "FakeServices/Connections/WireHandler.swift": [
            Wait(1, .until("the peer has all bytes, its connection ends, or the services end")),
            Wait(2, .within("patience")),
        ],
        "FakeServices/DNS/DNSResponder.swift": [Wait(1, .within("reply.delay"))],
        "FakeServices/HTTP/ReplyWriter.swift": [
            Wait(1, .within("reply.delay")), Wait(1, .within("wait")), Wait(1, .within("interim.interval")),
            Wait(1, .until("a stalled puller goes or the services end")),
        ],
        "FakeServices/Listening/FirstBytes.swift": [Wait(1, .within("patience"))],
        "FakeServices/Listening/Inbox.swift": [Wait(1, .until("the services end"))],
        "FakeServices/Listening/OpenChannels.swift": [Wait(1, .until("channels are closed, which is asked for"))],
        "FakeServices/Proxy/Dialer.swift": [Wait(1, .within("patience"))],
        "FakeServices/Proxy/ProxyConnections.swift": [
            Wait(1, .within("answer.reply.delay")), Wait(1, .within("seconds(2)")),
            Wait(1, .until("the channel is closed, which is asked for")),
        ],
        "FakeServices/Proxy/Tunnel.swift": [
            Wait(5, .until("one end of the tunnel closes or the services end, which abort both"))
        ],
        "Faults/Arming/Gate.swift": [Wait(2, .until("the event comes or the pull ends"))],
        "Mangling/Capture/CaptureThread.swift": [Wait(2, .until("a packet comes or the capture ends"))],
        "Mangling/Thread/ManglerThread.swift": [
            Wait(1, .within("timeout")), Wait(2, .until("a packet comes or the mangler ends")),
        ],
        "Mangling/Thread/OneShot.swift": [
            Wait(1, .until("the thread has ended its turn: it is told to stop, and empties no more than its queues"))
        ],
        "Namespaces/PlainThread.swift": [Wait(1, .until("the thread ends, whose work is over"))],
        "Pullers/Daemon.swift": [Wait(3, .within("patience")), Wait(1, .within("dyingPatience"))],
        "Pullers/DockerPing.swift": [Wait(1, .within("SO_RCVTIMEO"))],
        "Pullers/ProgramEnd+Call.swift": [Wait(1, .within("deadline"))],
        "Pullers/Roots/PullerRoot+Use.swift": [Wait(1, .within("LOCK_NB"))],
        "Pullers/PullerSession.swift": [
            Wait(1, .until("the session ends, which ends the daemon")), Wait(2, .within("waitForEnd")),
        ],
        "Pullers/PullerSession+Acts.swift": [Wait(2, .within("waitForEnd"))],
        "Sandboxing/FailedCalls/FailedCallTrace.swift": [Wait(1, .within("patience"))],
        "Sandboxing/HeldCalls/HeldCallLoop.swift": [
            Wait(1, .until("a call comes, one is due, or the last process of the program has ended"))
        ],
        "Sandboxing/NamespaceExecutor.swift": [
            Wait(2, .within("patience")), Wait(1, .until("the executor gets work or is stopped")),
            Wait(1, .until("the thread has entered its namespace, which waits for nothing")),
            Wait(1, .until("the join above it ends")),
        ],
        "Sandboxing/OutputPipe.swift": [
            Wait(2, .until("the program ends; at its deadline, or with the task, by SIGKILL"))
        ],
        "Sandboxing/NodeProcess.swift": [Wait(1, .within("patience"))],
        "Sandboxing/ProcessWatch.swift": [Wait(2, .within("limit"))],
        "Sandboxing/Program+Attached.swift": [Wait(1, .until("a person ends their shell"))],
        "Sandboxing/Program+Contained.swift": [Wait(2, .until("a root is made, or a person interrupts it"))],
        "Sandboxing/Program+Run.swift": [Wait(1, .until("the program ends; at its deadline by SIGKILL"))],
        "Sandboxing/ControlGroups/ControlGroup.swift": [Wait(2, .within("patience"))],
        "Sandboxing/WithSandbox.swift": [
            Wait(2, .within("sandboxStartPatience")), Wait(2, .within("sandboxPatience")),
        ],
    ]

    /// What waits: for a time, a stream, a descriptor, another thread, a channel or a program.
    private static let constructs = [
        #"\bTask\.sleep\("#, #"\bfor (try )?await\b"#, #"\bpoll\("#, #"(func )?\b(cnetfilterqueue_)?wait\("#,
        #"\bwith(Checked|Unsafe)(Throwing)?Continuation\b"#, #"\b(closeFuture|futureResult)\.get\("#,
        #"\bpthread_join\("#, #"\bisClosed\(within:"#, #"\bSubprocess\.run\("#, #"\bwaitForAll\("#,
        #"(func )?\bwait(ForEnd|UntilOpen)\("#, #"\bexecuteThenClose\b"#, #"\}\.value\b"#, #"\bGlibc\.connect\("#,
        #"\b(usleep|nanosleep|sleep|waitpid|epoll_wait|flock)\("#,
    ].joined(separator: "|")

    private static func waits(in file: SourceFile) throws -> [Substring] {
        // By default a word goes on behind a dot, as in `channel.isClosed`.
        let regex = try Regex(constructs).wordBoundaryKind(.simple)
        return file.code.flatMap { line in
            // A declaration does not wait.
            line.matches(of: regex).map { line[$0.range] }.filter { !$0.hasPrefix("func ") }
        }
    }

    @Test func everyWaitIsListedWithWhatEndsIt() throws {
        for file in try SourceFile.all() where file.folder != "Generated" {
            let path = String(file.path.dropFirst("Sources/".count))
            let found = try Self.waits(in: file)
            let listed = Self.waits[path, default: []].reduce(0) { $0 + $1.count }
            #expect(found.count == listed, "\(path) waits by \(found): list each with its bound in this test")
        }
    }

    @Test func everyBoundIsInItsFile() throws {
        for (path, waits) in Self.waits {
            let code = SourceFile(path: path, text: try Repository.text("Sources/\(path)")).code.joined(separator: "\n")
            for wait in waits {
                switch wait.bound {
                case .within(let name): #expect(code.contains(name), "\(path) has no '\(name)'")
                case .until(let end): #expect(end.contains(" "), "\(path): say what ends it")
                }
            }
        }
    }

    /// The table for readers names the bounds that are constants.
    @Test func theTableOfTheDocumentSaysTheSameTimes() throws {
        let document = try Repository.text("Sources/Sandboxing/README.md")
        let table = try #require(document.components(after: "## Waits and their bounds"))
        for (path, name, row) in [
            ("Sandboxing/WithSandbox.swift", "sandboxStartPatience", "sandbox: ready"),
            ("Sandboxing/WithSandbox.swift", "sandboxPatience", "sandbox: end"),
            ("Sandboxing/ControlGroups/ControlGroup.swift", "patience", "cgroup: end"),
            ("Sandboxing/NamespaceExecutor.swift", "patience", "thread in a network namespace"),
            ("Pullers/Daemon.swift", "patience", "daemon: ready"),
            ("Pullers/Daemon.swift", "dyingPatience", "daemon: end after a signal"),
            ("ContainerRuntimeInterface/ImageServiceClient.swift", "patience", "question to the CRI"),
        ] {
            let text = try Repository.text("Sources/\(path)")
            let value = try Regex(#"let \#(name) = Duration\.seconds\((\d+)\)"#, as: (Substring, Substring).self)
            let seconds = try #require(text.firstMatch(of: value)?.output.1, "\(path) has no \(name)")
            let line = try #require(table.split(separator: "\n").first { $0.hasPrefix("| \(row)") }, "no row '\(row)'")
            #expect(line.contains("\(seconds) s"), "\(line)")
        }
    }

    /// A test that asks again and again without a bound hangs the whole of CI when it should fail.
    @Test func noTestAsksForEver() throws {
        let loop = try Regex(#"while .*(await|access\(|fileExists).*\{\s*(await Task\.yield\(\)\s*)?\}"#)
        for file in try Repository.files(in: "Tests", ending: ".swift") {
            let lines = try Repository.text(file).split(separator: "\n").filter { $0.contains(loop) }
            #expect(lines.isEmpty, "\(file) waits without a bound: \(lines)")
        }
    }

    @Test(arguments: [
        ("try await Task.sleep(for: limit)", 1), ("for await line in lines {", 1), ("for line in lines {", 0),
        ("_ = poll(&waiting, 1, 5)", 1), ("func wait() async {", 0), ("await Task { work() }.value", 1),
        ("// Task.sleep(for: limit)", 0), ("while try wait(for: a), try wait(for: b) {", 2), ("flock(1, LOCK_SH)", 1),
        ("_ = try? await channel.isClosed(within: nil)", 1), ("try await gate.waitUntilOpen()", 1),
    ])
    func waitsAreFoundAndNothingElse(line: String, count: Int) throws {
        #expect(try Self.waits(in: SourceFile(path: "Sources/A/B.swift", text: line)).count == count)
    }
}

extension String {
    /// What stands behind a line, up to the next heading; nil if there is no such line.
    fileprivate func components(after heading: String) -> Substring? {
        guard let start = firstRange(of: heading + "\n")?.upperBound else { return nil }
        let rest = self[start...]
        return rest.firstRange(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
    }
}
