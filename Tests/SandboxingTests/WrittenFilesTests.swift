import Glibc
import Testing

@testable import Sandboxing

/// What is written in a node is seen from outside, in whatever way it is written.
@Suite(.enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(1)))
struct WrittenFilesTests {
    /// The changes that a script makes in a node that begins with some files.
    private func changes(_ script: String, after setUp: String = ":") async throws -> [FileChange] {
        let plan = SandboxPlan(node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 1 << 20)
        return try await withSandbox(plan) { sandbox in
            try await sandbox.run(script: setUp, in: .node, what: "the set-up")
            let before = try sandbox.writtenFiles()
            try await sandbox.run(script: "set -e\n" + script, in: .node, what: "the script")
            return try sandbox.writtenFiles(known: before).changes(since: before)
        }
    }

    @Test(arguments: [
        ("printf canary >/etc/canary", "/etc/canary", [FileChange.What.created], "a file of 6 bytes"),
        ("mkdir /opt/canary", "/opt/canary", [.created], "a folder"),
        ("ln -s /etc/shadow /usr/canary", "/usr/canary", [.created], "a link to /etc/shadow"),
        ("mkfifo /var/canary", "/var/canary", [.created], "a pipe"),
        ("mknod /canary c 1 3", "/canary", [.created], "a device"),
        ("printf x >/tmp/canary", "/tmp/canary", [.created], "a file of 1 bytes"),
        ("printf x >/dev/shm/canary", "/dev/shm/canary", [.created], "a file of 1 bytes"),
        ("chmod 600 /etc/passwd", "/etc/passwd", [.mode], "mode 644, now 600"),
        ("chown 7:8 /etc/passwd", "/etc/passwd", [.owner], "owner 0:0, now 7:8"),
        ("chmod 700 /etc/init.d", "/etc/init.d", [.mode], "mode 755, now 700"),
        ("touch -d 2001-01-01 /etc/set-up", "/etc/set-up", [.written], "a file of 7 bytes"),
        ("printf other >/etc/set-up", "/etc/set-up", [.written], "a file of 5 bytes"),
        (
            "touch -r /etc/set-up /tmp/time; printf content | tr n m >/etc/set-up; touch -r /tmp/time /etc/set-up",
            "/etc/set-up", [.written], "a file of 7 bytes"
        ),
        ("rm /etc/set-up", "/etc/set-up", [.deleted], "a file of 7 bytes"),
        ("rm /etc/set-up; mkdir /etc/set-up", "/etc/set-up", [.replaced], "a file of 7 bytes, now a folder"),
        ("rm -r /etc/init.d; mkdir /etc/init.d", "/etc/init.d", [.replaced], "a folder, now a folder"),
        ("rm -r /etc/init.d", "/etc/init.d", [.deleted], "a folder"),
        (
            "mount --bind /etc /media; printf x >/media/canary; umount /media", "/etc/canary", [.created],
            "a file of 1 bytes"
        ),
        (
            "printf x >/etc/back-again; rm /etc/back-again; printf y >/etc/back-again", "/etc/back-again", [.created],
            "a file of 1 bytes"
        ),
    ])
    func aChangeIsNamed(script: String, path: String, what: [FileChange.What], detail: String) async throws {
        let changes = try await changes(script, after: "printf content >/etc/set-up; touch -d 2000-01-01 /etc/set-up")
        #expect(changes.filter { $0.path != "/tmp/time" } == [FileChange(path: path, what: what, detail: detail)])
    }

    @Test(arguments: [
        ":", "cat /etc/passwd", "printf x >/storage/x", "printf x >/run/x", "printf x >/run/home/x",
        "printf x >/etc/canary; rm /etc/canary", ": >>/etc/passwd", "exec 3<>/etc/passwd", "chmod 644 /etc/passwd",
        "chown 0:0 /etc/passwd", "rm -f /etc/never",
    ])
    func whatChangesNothingIsNotNamed(script: String) async throws { #expect(try await changes(script) == []) }

    /// The file of a deleted file of the host is one that the node has made.
    @Test func aFileThatWasDeletedBeforeIsCreated() async throws {
        let changes = try await changes("printf x >/etc/passwd", after: "rm /etc/passwd")
        #expect(changes == [FileChange(path: "/etc/passwd", what: [.created], detail: "a file of 1 bytes")])
    }

    @Test(.enabled(if: Tool.path(of: "setcap") != nil, "needs setcap of libcap2-bin"))
    func capabilitiesOfAProgramAreSeen() async throws {
        #expect(try await changes("setcap cap_net_raw+ep /usr/bin/env").map(\.what) == [[.attributes]])
    }

    @Test func manyFilesAndDeepFoldersAreCounted() async throws {
        let plan = SandboxPlan(node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 1 << 20)
        try await withSandbox(plan) { sandbox in
            let deep = "/" + Array(repeating: "d", count: FileListing.mostLevels + 10).joined(separator: "/")
            try await sandbox.run(script: "mkdir -p /opt\(deep)", in: .node, what: "deep folders")
            #expect(try sandbox.writtenFiles().isCut)
        }
    }
}
