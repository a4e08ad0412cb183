import Faults
import Testing

@Suite struct TLSAlertTests {
    /// Numbers of RFC 8446 section 6.
    @Test(
        arguments: [
            (HandshakeAlert.handshakeFailure, 40), (.accessDenied, 49), (.protocolVersion, 70), (.internalError, 80),
            (.unrecognizedName, 112), (.noApplicationProtocol, 120),
        ] as [(HandshakeAlert, UInt8)])
    func itIsAFatalAlert(alert: HandshakeAlert, number: UInt8) throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSAlert.self, ["alert": .scalar(alert.rawValue)]).edit(&plan)
        #expect(plan.answer == .bytes([21, 3, 3, 0, 2, 2, number]))
    }
}
