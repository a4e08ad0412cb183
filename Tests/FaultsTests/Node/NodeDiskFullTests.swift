import Faults
import SystemCalls
import Testing

@Suite struct NodeDiskFullTests {
    @Test func theStorageGetsTheSizeUntilTheFaultIsLifted() throws {
        let change = try fault(NodeDiskFull.self, ["size": "8 MiB"]).change(of: healthyWorld)
        #expect(change.applied[0].contains(#"mount -o remount,size=8388608 "$STORAGE""#))
        #expect(change.undone == [#"mount -o remount,size=536870912 "$STORAGE""#])
        #expect(change.failedCalls == [FailedCallFilter(.noSpace)])
    }

    @Test(
        arguments: [
            (["fault": "node.disk-full"], "key 'size' is missing; expected a size from 1 MiB to 64 GiB"),
            (
                ["fault": "node.disk-full", "size": "1023 KiB"],
                "size: 1023 KiB is out of range; expected 1 MiB to 64 GiB"
            ),
            (
                ["fault": "node.disk-full", "size": "8 MB", "when": [:]],
                "when: 'node.disk-full' holds for the whole run"
            ),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
