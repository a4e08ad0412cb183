import Faults
import Testing
import WireFormats

@Suite struct PacketRejectTests {
    @Test(
        arguments: zip(
            PacketRejection.allCases,
            [
                .networkUnreachable, .hostUnreachable, .protocolUnreachable, .portUnreachable, .networkProhibited,
                .hostProhibited, .administrativelyProhibited, .sourcePolicyFailed, .routeRejected,
            ] as [ICMPError]))
    func thePacketIsDroppedAndItsSenderToldWhy(rejection: PacketRejection, error: ICMPError) throws {
        let reject = try fault(PacketReject.self, ["with": .scalar(rejection.rawValue)])
        for packet in [try Sample.question("cdn.test"), try .tcp(from: .node, to: .cdn, v6: true)] {
            let fate = reject.fate(of: packet)
            #expect(fate.isDropped && fate.rejection == error)
            #expect(fate.detail == "ICMP \(rejection.rawValue) to its sender")
        }
    }

    @Test func portUnreachableIsTheDefault() throws {
        #expect(try fault(PacketReject.self).fate(of: try .question("cdn.test")).rejection == .portUnreachable)
    }

    @Test func anUnknownErrorIsRefused() {
        let message = complaint(aboutFault: ["fault": "packet.reject", "with": "port-unreachabel"])
        #expect(message == "with: unknown error 'port-unreachabel'; did you mean 'port-unreachable'?")
    }
}
