/// Refuses to hand out a token.
package struct AuthDenied: AuthFault {
    package static let name = "auth.denied"
    package static let summary = "refuse to hand out a token"
    package static let parameters = [
        Parameter("status", "a whole number from 400 to 599", "the status code; 403 without it")
    ]

    private let status: Int

    package init(_ fields: Fields) throws(LanguageError) {
        status =
            try fields.read("status") { (element) throws(LanguageError) in
                try element.integer(in: 400...599)
            } ?? 403
    }

    package func edit(_ grant: inout TokenGrant) { grant.refusal = status }
}

extension InjectedFault {
    /// Refuses to hand out tokens: `auth.denied`.
    ///
    /// - Parameter status: the status code, 400 to 599; 403 without it.
    public static func authDenied(status: Int? = nil, when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthDenied.self, [("status", status.map { "\($0)" })], when: when)
    }
}
