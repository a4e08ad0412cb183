import Faults
import Testing

@Suite struct FlowKeyTests {
    /// A change here changes what every seed means.
    @Test(
        arguments: [
            (.dns(name: "registry.test", type: "A"), "dns registry.test A", 1_290_138_521_157_538_064),
            (.dns(name: "registry.test", type: "AAAA"), "dns registry.test AAAA", 17_736_155_131_187_262_763),
            (.connection(to: .cdn, number: 1), "tcp cdn #1", 9_710_126_765_239_315_504),
            (.connection(to: .cdn, number: 2), "tcp cdn #2", 18_437_403_892_117_036_484),
            (.datagrams(with: .cdn, port: 443), "udp cdn:443", 1_333_821_492_027_805_889),
            (.packets(with: nil, protocolNumber: 1), "ip-1 ?", 1_687_103_017_570_201_930),
            (.resource(.layer(1)), "layer-1", 1_156_773_015_224_919_238),
        ] as [(FlowKey, String, UInt64)])
    func hashesAndNamesAreTheSameInEveryProcess(flow: FlowKey, name: String, hash: UInt64) {
        #expect(flow.description == name)
        #expect(flow.stableHash == hash)
    }

    @Test func flowsThatDifferHashDifferently() {
        var flows: [FlowKey] = []
        for role in Role.allCases {
            flows += (1...50).map { .connection(to: role, number: $0) }
            flows += (1...50).map { .datagrams(with: role, port: $0) }
            flows += (0...20).map { .packets(with: role, protocolNumber: $0) }
            flows += ["A", "AAAA"].map { .dns(name: role.hostName, type: $0) }
        }
        flows += (1...20).map { .resource(.layer($0)) } + [.resource(.config), .packets(with: nil, protocolNumber: 1)]
        #expect(Set(flows.map(\.stableHash)).count == flows.count)
    }
}
