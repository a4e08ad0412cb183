/// Refuses to hand out a token.
package struct AuthDenied: AuthFault {
    package static let name = "auth.denied"
    package static let summary = "refuse to hand out a token"
    static let status = Parameter("status", .integer(in: 400...599), default: 403, "the status code")
    package static let parameters: [any ParameterDeclaration] = [status]

    private let status: Int

    package init(_ fields: Fields) throws(LanguageError) {
        status = try fields.value(of: Self.status)
    }

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {
        grant.refusal = status
    }
}

extension InjectedFault {
    /// Refuses to hand out tokens: `auth.denied`.
    ///
    /// - Parameter status: the status code, 400 to 599; 403 without it.
    public static func authDenied(status: Int? = nil, when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthDenied.self, AuthDenied.status(status), when: when)
    }
}
