/// Speaks only a version of TLS that clients must not use any more (RFC 8996).
package struct TLSOldVersion: TLSFault {
    package static let name = "tls.old-version"
    package static let summary = "speak only TLS 1.0 or 1.1"
    static let version = Parameter(
        "version", .word(TLSVersion.self, called: "version of TLS"), default: .tls11, "the newest version")
    package static let parameters: [any ParameterDeclaration] = [version]

    private let version: TLSVersion

    package init(_ fields: Fields) throws(LanguageError) {
        version = try fields.value(of: Self.version)
    }

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.newestVersion = version
    }
}

extension InjectedFault {
    /// Speaks only an old version of TLS: `tls.old-version`.
    ///
    /// - Parameter version: the newest version; 1.1 without it.
    public static func tlsOldVersion(
        _ version: TLSVersion? = nil, _ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(TLSOldVersion.self, TLSOldVersion.version(version), match: match.element, when: when)
    }
}
