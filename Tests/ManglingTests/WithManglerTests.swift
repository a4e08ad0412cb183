import Faults
import Testing

@testable import Mangling

@Suite struct WithManglerTests {
    @Test func withoutPacketFaultsThereIsNoMangler() async throws {
        let plan = ManglerPlan(faults: [try armed("dns.nxdomain")])
        let (value, report) = try await withMangler(
            plan, namespace: "/nonexistent", record: { _ in }, now: { .zero }, body: { 42 }
        )
        #expect(value == 42)
        #expect(report == ManglerReport())
        #expect(report.isLossless)
    }

    @Test func aNamespaceThatIsGoneIsNamedBeforeTheBodyRuns() async throws {
        let plan = ManglerPlan(faults: [try armed("packet.drop")])
        let error = await #expect(throws: ManglingError.self) {
            _ = try await withMangler(
                plan, namespace: "/nonexistent/wire", record: { _ in }, now: { .zero },
                body: { Issue.record("the body ran") }
            )
        }
        #expect(error?.code == .namespace)
        #expect(error?.message.contains("'/nonexistent/wire'") == true)
        #expect(error?.cause != nil)
    }

    @Test func aValueIsHandedOverWhetherItOrItsReaderComesFirst() async {
        let early = OneShot<Int>()
        early.fulfil(1)
        early.fulfil(2)
        #expect(await early.value() == 1)
        let late = OneShot<Int>()
        async let value = late.value()
        await Task.yield()
        late.fulfil(3)
        #expect(await value == 3)
    }
}
