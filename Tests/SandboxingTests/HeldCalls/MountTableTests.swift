import Testing

@testable import Sandboxing

@Suite struct MountTableTests {
    private let node = MountTable(
        """
        100 90 0:40 / / rw - overlay chaospull rw
        101 100 0:45 / /storage rw,relatime - tmpfs chaospull rw
        102 101 0:50 / /storage/docker/overlay2/a\\040b/merged rw - overlay overlay rw
        103 100 0:46 / /run rw shared:1 - tmpfs chaospull rw

        """)

    /// As docker-untar, which sees the layer's folder as its root.
    @Test(
        arguments: [
            ("/", "/storage/docker/overlay2/x/diff"), ("/etc/passwd", "/storage/docker/overlay2/x/diff/etc/passwd"),
            ("/proc/1", nil),
        ] as [(String, String?)])
    func aFileIsFoundByTheFileSystemThatItIsOn(path: String, found: String?) {
        let unpacking = MountTable(
            """
            200 199 0:45 /docker/overlay2/x/diff / rw - tmpfs chaospull rw
            201 200 0:60 / /proc rw - proc proc rw
            """)
        #expect(unpacking.path(of: path, in: node) == found)
    }

    @Test func ofSeveralMountsTheOneThatIsSeenCounts() {
        #expect(node.path(of: "/storage/a", in: node) == "/storage/a")
        #expect(
            node.path(of: "/storage/docker/overlay2/a b/merged/x", in: node) == "/storage/docker/overlay2/a b/merged/x")
        // What was mounted over another is on the later file system.
        let covered = MountTable("1 0 0:45 / /m rw - tmpfs t rw\n2 1 0:46 /home /m rw - tmpfs t rw\n")
        #expect(covered.path(of: "/m/x", in: node) == "/run/home/x")
    }

    @Test func linesThatAreNoMountsAreLeftOut() {
        #expect(MountTable("\n1 2 3\nx\n").mounts.isEmpty)
    }

    @Test(
        arguments: [
            ("/a/./b//c", "/a/b/c"), ("/a/../b", "/b"), ("/../..", "/"), ("//", "/"), ("/a/b/..", "/a"),
        ])
    func pathsAreMadePlain(path: String, plain: String) { #expect(NodePaths.normal(path) == plain) }

    @Test func programsBeforeTheRealOneAreToldApart() {
        // 10 is nsenter(1), 11 the shell that becomes the program, 12 its child.
        final class Lines {
            var chain: Set<Int32> = [10, 11]
        }
        let lines = Lines()
        var callers = CallerKinds { lines.chain.contains($0) }
        let before = [10, 11].map { callers.isPrefix($0) }
        lines.chain = [10]
        // The first call comes from a child, before the program itself has made one.
        let after = [12, 11, 10].map { callers.isPrefix($0) }
        #expect(before == [true, true] && after == [false, false, true])
    }
}
