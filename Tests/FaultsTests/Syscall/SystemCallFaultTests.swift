import Faults
import SystemCalls
import Testing

/// What faults of system calls do to a call, and which calls they meet.
@Suite struct SystemCallFaultTests {
    private func definition(_ document: Document) throws -> FaultDefinition {
        try FaultDefinition(document.element())
    }

    private func faults(_ documents: Document...) throws -> SystemCallFaults {
        SystemCallFaults(try documents.enumerated().map { try definition($1).armed(ordinal: $0, seed: 1) })
    }

    private func call(
        _ call: SystemCall, _ paths: String..., variant: SystemCallFacts.Variant? = nil, by program: String = "dockerd"
    ) -> SystemCallFacts {
        SystemCallFacts(call: call, variant: variant, paths: paths, storage: "/storage") { program }
    }

    private func match(_ document: Document) throws -> Match { try Match(document.element(), plane: .syscall) }

    @Test(arguments: CallError.allCases)
    func everyErrorIsTheOneOfItsName(error: CallError) throws {
        let faults = try faults(
            ["fault": "syscall.fail", "error": .scalar(error.rawValue), "match": ["call": "fsync"]])
        let (fate, hits) = faults.fate(of: call(.fsync, "/storage/a"), time: .zero)
        #expect(fate.error?.rawValue == error.rawValue && fate.delay == .zero)
        #expect(
            hits.map { $0.text(about: call(.fsync, "/storage/a")) } == [
                "fsync of /storage/a by dockerd failed with \(error.rawValue) (call 1)"
            ])
    }

    @Test func delaysAddUpAndTheFirstErrorStays() throws {
        let faults = try faults(
            ["fault": "syscall.delay", "for": "200 ms", "match": ["call": "fsync"]],
            ["fault": "syscall.fail", "error": "EIO", "match": ["call": "fsync"]],
            ["fault": "syscall.fail", "error": "ENOSPC", "match": ["call": "fsync"]],
            ["fault": "syscall.delay", "for": "1 s", "match": ["call": "fsync"]])
        let (fate, hits) = faults.fate(of: call(.fsync, "/storage/a"), time: .zero)
        #expect(fate.error == .inputOutput && fate.delay == .milliseconds(1200))
        #expect(hits.map(\.fault.ordinal) == [0, 1, 3])
        #expect(hits.map(\.error) == [nil, "EIO", nil])
        #expect(hits[0].text(about: call(.fsync, "/a")) == "fsync of /a by dockerd is held for 200 ms (call 1)")
        // What would have changed nothing is no occurrence.
        #expect(faults.faults[2].counts.matched == 0 && faults.faults[2].fired == 0)
    }

    @Test func callsAreCountedByWhatTheyDoAndOnlyThoseThatMatch() throws {
        let faults = try faults([
            "fault": "syscall.fail", "error": "EIO", "match": ["call": "rename", "below": "storage"],
            "when": ["only": ["2"]],
        ])
        let calls = [
            call(.rename, "/storage/a", "/storage/b"), call(.fsync, "/storage/a"), call(.renameat, "/run/a", "/run/b"),
            call(.renameat2, "/run/a", "/storage/b", by: "other"), call(.rename, "/storage/c", "/storage/d"),
        ]
        let errors = calls.map { faults.fate(of: $0, time: .zero).fate.error }
        #expect(errors == [nil, nil, nil, .inputOutput, nil])
        #expect(faults.faults[0].counts == ArmedFault.Counts(matched: 3, due: 1))
    }

    @Test(arguments: SystemCallMatch.Call.allCases)
    func aWordCoversTheCallOfItsName(word: SystemCallMatch.Call) throws {
        let named = try #require(SystemCall(rawValue: word.rawValue))
        #expect(word.calls.contains(named) && word.covers(named, nil))
        let match = try match(["call": .scalar(word.rawValue)])
        #expect(match.covers(call(named, "/storage/a")))
    }

    @Test func callsThatAreTwoThingsAreToldApart() throws {
        let (file, folder) = (call(.unlinkat, "/a"), call(.unlinkat, "/a", variant: .removesFolder))
        let (process, thread) = (call(.clone3), call(.clone, variant: .startsThread))
        for (word, covered, other) in [
            ("unlink", file, folder), ("rmdir", folder, file), ("fork", process, thread), ("clone", thread, file),
            ("clone", process, folder),
        ] {
            let match = try match(["call": .scalar(word)])
            #expect(match.covers(covered) && !match.covers(other), "\(word)")
        }
    }

    /// A write to a pipe that fails would end a program of Go, and no disk does that.
    @Test func whatIsNoFileIsNotMet() throws {
        let (write, connect) = (try match(["call": "write"]), try match(["call": "connect"]))
        #expect(!write.covers(call(.write)) && write.covers(call(.copyFileRange, "/storage/a")))
        #expect(connect.covers(call(.connect)))
    }

    @Test(
        arguments: [
            ("storage", "/storage", true), ("storage", "/storage/a", true), ("storage", "/storage2", false),
            ("storage/docker", "/storage/docker/image", true), ("storage/docker", "/storage/docker-x", false),
            ("/run", "/run/a/b", true), ("/run", "/", false), ("/storage/docker", "/storage/docker/a", true),
        ])
    func aFolderCoversWhatIsInIt(folder: String, path: String, isCovered: Bool) throws {
        let match = try match(["call": "fsync", "below": .scalar(folder)])
        #expect(match.covers(call(.fsync, path)) == isCovered)
    }

    @Test func aProgramIsAskedForByItsName() throws {
        let match = try match(["call": "fsync", "below": "storage", "program": "docker-untar"])
        #expect(match.covers(call(.fsync, "/storage/a", by: "docker-untar")))
        #expect(!match.covers(call(.fsync, "/storage/a", by: "docker-unta")))
        #expect(match.summary == "fsync below storage by docker-untar")
    }

    @Test(
        arguments: [
            (["fault": "syscall.fail", "error": "EIO"], "key 'match' is missing; expected one that says which call"),
            (["fault": "syscall.fail", "error": "EIO", "match": [:]], "match: key 'call' is missing"),
            (
                ["fault": "syscall.fail", "error": "EIOO", "match": ["call": "fsync"]],
                "error: unknown error 'EIOO'; did you mean 'EIO'?"
            ),
            (
                ["fault": "syscall.fail", "error": "EIO", "match": ["call": "fsnc"]],
                "match.call: unknown system call 'fsnc'; did you mean 'fsync'?"
            ),
            (
                ["fault": "syscall.fail", "error": "EIO", "match": ["call": "connect", "below": "storage"]],
                "match.below: 'connect' is about no file; expected no 'below'"
            ),
            (
                ["fault": "syscall.fail", "error": "EIO", "match": ["call": "fsync", "below": "docker"]],
                "match.below: 'docker' is no folder of the node"
            ),
            (
                ["fault": "syscall.fail", "error": "EIO", "match": ["call": "fsync", "below": "storage/../run"]],
                "match.below: 'storage/../run' is not how the node names it"
            ),
            (
                ["fault": "syscall.fail", "error": "EIO", "match": ["call": "fsync", "program": "a-long-name-of-16"]],
                "match.program: 'a-long-name-of-16' has 17 characters"
            ),
            (
                ["fault": "syscall.delay", "for": "0 s", "match": ["call": "fsync"]],
                "for: "
            ),
            (
                ["fault": "syscall.delay", "for": "1 s", "match": ["call": "fsync"], "when": ["after-bytes": "1 B"]],
                "when.after-bytes: 'syscall.delay' does not depend on bytes"
            ),
        ] as [(Document, String)])
    func nonsenseIsRefused(document: Document, message: String) throws {
        let said = try #require(complaint(aboutFault: document))
        #expect(said.contains(message), "\(said)")
    }
}
