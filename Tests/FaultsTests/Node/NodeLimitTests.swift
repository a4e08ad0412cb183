import Faults
import SystemCalls
import Testing

@Suite struct NodeLimitTests {
    @Test func eachLimitsOneThingAndIsProvenByTheKernel() throws {
        let cases: [(any NodeFault, ResourceLimit)] = [
            (try fault(NodeMemory.self, ["limit": "32 MiB"]), .memory(32 << 20)),
            (try fault(NodeCPU.self, ["share": "5%"]), .processor(0.05)),
            (try fault(NodeProcesses.self, ["most": "12"]), .processes(12)),
            (try fault(NodeIO.self, ["rate": "1 MiB"]), .disk(1 << 20)),
        ]
        for (fault, limit) in cases {
            let change = fault.change(of: healthyWorld)
            #expect(change.limits == [limit] && change.times == nil)
            let proven = change.proofs.compactMap { if case .limit(let resource) = $0 { resource } else { nil } }
            #expect(proven == [limit.resource])
        }
        #expect(Set(cases.flatMap { $0.0.slots }).count == cases.count)
    }

    @Test func openFilesAreProvenByACallThatFails() throws {
        let change = try fault(NodeOpenFiles.self, ["most": "16"]).change(of: healthyWorld)
        #expect(change.limits == [.openFiles(16)])
        #expect(change.failedCalls == [FailedCallFilter(.tooManyFiles)])
    }

    @Test(
        arguments: [
            (["fault": "node.memory"], "key 'limit' is missing; expected a size from 1 MiB to 64 GiB"),
            (["fault": "node.memory", "limit": "1 KiB"], "limit: 1 KiB is out of range; expected 1 MiB to 64 GiB"),
            (["fault": "node.cpu", "share": "0%"], "share: 0% is out of range; expected 1% to 100%"),
            (["fault": "node.cpu", "share": "200%"], "share: "),
            (
                ["fault": "node.processes", "most": "0"],
                "most: 0 is out of range; expected a whole number from 1 to 1000000"
            ),
            (
                ["fault": "node.open-files", "most": "3"],
                "most: 3 is out of range; expected a whole number from 4 to 1000000"
            ),
            (["fault": "node.io", "rate": "1 KiB"], "rate: 1 KiB is out of range; expected 64 KiB to 1 GiB"),
            (
                ["fault": "node.cpu", "share": "5%", "when": [:]], "when: 'node.cpu' holds for the whole run"
            ),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        let said = try #require(complaint(aboutFault: document))
        #expect(said.hasPrefix(message), "\(said)")
    }
}
