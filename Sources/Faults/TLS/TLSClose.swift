/// Ends the connection when the ClientHello has come.
package struct TLSClose: TLSFault {
    package static let name = "tls.close"
    package static let summary = "end the connection in place of a handshake"
    static let by = Parameter(
        "by", .word(CutManner.self, called: "way to end"), default: .close, "close sends FIN, reset sends RST")
    package static let parameters: [any ParameterDeclaration] = [by]

    private let manner: CutManner

    package init(_ fields: Fields) throws(LanguageError) {
        manner = try fields.value(of: Self.by)
    }

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.answer = .ended(manner)
    }
}

extension InjectedFault {
    /// Ends the connection in place of a handshake: `tls.close`.
    ///
    /// - Parameter by: how the connection ends; by FIN without this.
    public static func tlsClose(
        by: CutManner? = nil, _ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(TLSClose.self, TLSClose.by(by), match: match.element, when: when)
    }
}
