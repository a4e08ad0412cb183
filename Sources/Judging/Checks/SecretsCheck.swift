import Faults
import FoundationEssentials
import Scenarios

/// No secret gets into the puller's output or to a host that it was not issued for, in any pull of the run.
struct SecretsCheck: Check {
    /// The listed leaks of the puller: exactly these.
    let allowed: Set<Leak>

    func finding(_ facts: RunFacts) -> Finding {
        var evidence: [Leak: [Event]] = [:]
        for event in facts.timeline {
            for leak in leaks(event) { evidence[leak, default: []].append(event) }
        }
        let found = Set(evidence.keys)
        return Finding(
            "secrets", isMet: found == allowed, expected: allowed.isEmpty ? "no secret gets out" : Self.words(allowed),
            actual: found.isEmpty ? "none got out" : Self.words(found),
            evidence: found.sorted().flatMap { leak in evidence[leak, default: []].prefix(2).map(\.line) }
        )
    }

    /// Whether a host got an Authorization header that was issued for another one.
    static func hasSentAuthorizationElsewhere(_ facts: RunFacts) -> Bool {
        facts.timeline.contains { event in
            if case .request(let request) = event.body { !isAtHome(request) } else { false }
        }
    }

    private static func words(_ leaks: Set<Leak>) -> String {
        leaks.sorted().map { leak in
            switch leak {
            case .password: "the password in the output"
            case .token: "a token in the output"
            case .signedQuery: "a signed query in the output"
            case .authorization: "Authorization sent to another host"
            case .plainHTTP: "Authorization sent in plain HTTP"
            }
        }.joined(separator: ", ")
    }

    private func leaks(_ event: Event) -> [Leak] {
        switch event.body {
        case .output(let output): Self.leaks(in: output.line)
        case .request(let request):
            (Self.isAtHome(request) ? [] : [.authorization]) + (Self.isReadable(request) ? [.plainHTTP] : [])
        default: []
        }
    }

    /// Passwords are issued for the registry and its token service, tokens only for the registry, and
    /// Proxy-Authorization only for the proxy.
    ///
    /// A tunnel needs only a host and a port. A plain HTTP request is forwarded unchanged, and judged where it arrives.
    private static func isAtHome(_ request: Request) -> Bool {
        if request.proxyAuthorization != nil, request.host != .proxy { return false }
        if request.resource == .forwarded { return true }
        return switch request.authorization {
        // A client without credentials for a host that asks may send empty ones in Base64.
        case "none", "basic-empty": true
        case "bearer": request.host == .registry
        // Text that cannot be read may still be a password.
        default: request.host == .registry || request.host == .auth
        }
    }

    /// Everybody on the way can read the credentials.
    private static func isReadable(_ request: Request) -> Bool {
        request.isInClear == true && !["none", "basic-empty"].contains(request.authorization)
    }

    static func leaks(in line: String) -> [Leak] {
        var leaks: [Leak] = []
        if passwords.contains(where: line.contains) { leaks.append(.password) }
        if SecretText.hasToken(line) { leaks.append(.token) }
        if SecretText.hasSignature(line) { leaks.append(.signedQuery) }
        return leaks
    }

    /// In plain text, alone in Base64, and together with the user as in the Authorization header (RFC 7617).
    private static let passwords: [String] = {
        [RunCredentials.registry, .wrong, .proxy].flatMap { credentials in
            let (user, password) = (credentials.user, credentials.password)
            return [password, base64(password), base64("\(user):\(password)")].map { text in
                String(text.reversed().drop { $0 == "=" }.reversed())
            }
        }
    }()

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
