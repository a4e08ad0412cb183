/// Says badly what a request without a token needs (RFC 9110 section 11.6.1).
package struct AuthChallenge: AuthFault {
    package static let name = "auth.challenge"
    package static let summary = "send a bad header WWW-Authenticate, or none"
    static let form = Parameter(
        "form", .word(ChallengeForm.self, called: "form"),
        "absent: no header; malformed: one that cannot be parsed; basic: for user and password in place of a token; "
            + "other-scheme: for Negotiate; elsewhere: the token service is another host of this world")
    package static let parameters: [any ParameterDeclaration] = [form]

    private let form: ChallengeForm

    package init(_ fields: Fields) throws(LanguageError) {
        form = try fields.value(of: Self.form)
    }

    package func edit(_ challenge: inout TokenChallenge, to request: RequestFacts, draw: inout Draw) {
        switch form {
        case .absent: challenge.scheme = nil
        case .malformed: challenge.text = "Bearer realm=\"https://,service"
        case .basic, .otherScheme:
            let scheme = form == .basic ? "Basic" : "Negotiate"
            challenge.takesPassword = form == .basic
            challenge.text = form == .basic ? "\(scheme) realm=\"\(challenge.service ?? "")\"" : scheme
        case .elsewhere:
            challenge.realm = challenge.otherRealm ?? challenge.realm
        }
    }
}

/// What is wrong with a challenge.
public enum ChallengeForm: String, Sendable, CaseIterable {
    /// There is no header.
    case absent
    /// It cannot be parsed.
    case malformed
    /// It is for user and password (RFC 7617).
    case basic
    /// It is for a scheme that pullers do not have (RFC 4559).
    case otherScheme = "other-scheme"
    /// It names another host as the token service.
    case elsewhere
}

extension InjectedFault {
    /// Sends bad challenges: `auth.challenge`.
    public static func authChallenge(_ form: ChallengeForm, when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthChallenge.self, AuthChallenge.form(form), when: when)
    }
}
