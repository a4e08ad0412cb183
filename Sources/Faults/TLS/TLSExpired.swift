/// Serves a certificate whose time is over.
package struct TLSExpired: TLSFault {
    package static let name = "tls.expired"
    package static let summary = "serve a certificate that has expired"
    package static let parameters = [
        Parameter("since", "a duration such as '24 h'", "how long ago it expired; 24 h without it")
    ]

    private let since: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        since =
            try fields.read("since") { (element) throws(LanguageError) in
                try element.duration(in: .seconds(1) ... .seconds(86_400 * 365))
            } ?? .seconds(86_400)
    }

    package func edit(_ plan: inout TLSPlan) {
        plan.notAfter = -Int(since.components.seconds)
        plan.notBefore = plan.notAfter - 86_400
    }
}

extension InjectedFault {
    /// Serves a certificate that has expired: `tls.expired`.
    ///
    /// - Parameter since: how long ago it expired; 24 h without it.
    public static func tlsExpired(since: Duration? = nil, _ match: TLSMatch = TLSMatch()) -> InjectedFault {
        InjectedFault(TLSExpired.self, [("since", since.map { Units.exact($0) })], match: match.element)
    }
}
