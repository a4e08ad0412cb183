import FoundationEssentials

/// The header Authorization or Proxy-Authorization (RFC 9110 section 11.6.2): a scheme, then the credentials.
///
/// What is there is never `none`: a credential that cannot be read is one all the same, and may have leaked.
enum Authorization: Sendable, Equatable {
    /// There is no such header.
    case none
    /// User and password (RFC 7617); both are empty where the scheme stands alone.
    case basic(user: String, password: String)
    /// The scheme of RFC 7617 with something else than user and password in Base64.
    case malformedBasic
    /// A token (RFC 6750).
    case bearer(String)
    /// Another scheme, by its name where that is a registered one; a secret without a scheme looks like an unknown one.
    case other(scheme: String?)

    /// IANA, "HTTP Authentication Schemes", beside Basic and Bearer.
    private static let registered: Set<String> = [
        "concealed", "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "oauth", "privatetoken", "scram-sha-1",
        "scram-sha-256", "vapid",
    ]

    init(_ value: String?) {
        guard let value else {
            self = .none
            return
        }
        let parts = value.split(separator: " ", maxSplits: 1)
        let scheme = parts.first?.lowercased() ?? ""
        // One space or more stands between the two (1*SP).
        let credentials = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
        switch scheme {
        case "bearer": self = .bearer(String(credentials))
        case "basic" where credentials.isEmpty: self = .basic(user: "", password: "")
        case "basic":
            guard let text = Self.decoded(credentials), let colon = text.firstIndex(of: ":") else {
                self = .malformedBasic
                return
            }
            self = .basic(user: String(text[..<colon]), password: String(text[text.index(after: colon)...]))
        default: self = .other(scheme: Self.registered.contains(scheme) ? scheme : nil)
        }
    }

    /// RFC 9110's token68 has `*"="`: the padding of Base64 (RFC 4648 section 4) may be left out.
    private static func decoded(_ credentials: Substring) -> String? {
        let text = credentials.reversed().drop { $0 == "=" }.reversed()
        let padding = String(repeating: "=", count: (4 - text.count % 4) % 4)
        return Data(base64Encoded: String(text) + padding).flatMap { String(bytes: $0, encoding: .utf8) }
    }

    /// The word in the timeline.
    var word: String {
        switch self {
        case .none: "none"
        case .basic(user: "", password: ""): "basic-empty"
        case .basic: "basic"
        case .malformedBasic: "basic-malformed"
        case .bearer: "bearer"
        case .other(let scheme): scheme.map { "other-\($0)" } ?? "other"
        }
    }
}
