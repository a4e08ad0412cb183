import Faults
import SystemCalls
import Testing

@Suite struct NodeDiskInodesTests {
    @Test func fewInodesAreLeftBesideThoseInUse() throws {
        let change = try fault(NodeDiskInodes.self, ["free": "3"]).change(of: healthyWorld)
        #expect(change.applied[0].contains("nr_inodes=$((used + 3))"))
        #expect(change.undone == [#"mount -o remount,nr_inodes=0 "$STORAGE""#])
        #expect(change.failedCalls.map(\.error) == [.noSpace])
    }
}
