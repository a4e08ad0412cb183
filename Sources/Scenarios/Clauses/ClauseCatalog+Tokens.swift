/// Getting and using tokens: RFC 6749, RFC 6750 and the distribution project's own description.
extension ClauseCatalog {
    static let tokens: [Clause] = [
        Clause(
            .init(.rfc(6749), "5.1"), "unknown-members", .must,
            "passes over members of a token answer that it does not know"),
        Clause(.init(.rfc(6749), "5.1"), "type", .none, "takes the word bearer in any case"),
        Clause(.init(.rfc(6749), "5.1"), "size", .none, "assumes no size of a token"),
        Clause(
            .init(.rfc(6750), "3.1"), "invalid-token", .may,
            "gets a new token and asks again when a token has become invalid"),
        Clause(
            .init(.rfc(6750), "3.1"), "insufficient-scope", .none,
            "asks for the scope that the challenge names, or says that it is denied"),
        Clause(
            .init(.rfc(6750), "5.3"), "safeguard", .must, "lets no token get to anyone but those it is for",
            by: .authorization),
        Clause(.init(.rfc(6750), "5.3"), "certificate-chain", .must, "verifies the chain of certificates"),
        Clause(.init(.rfc(6750), "5.3"), "tls", .must, "uses a token over TLS alone"),
        Clause(.init(.rfc(6750), "5.3"), "url", .should, "puts no token into a URL"),
        Clause(
            .init(.tokens, "Token Response Fields"), "access-token", .none,
            "takes a token that is called access_token and not token"),
        Clause(
            .init(.tokens, "Token Response Fields"), "expires-in", .none,
            "takes a token without expires_in"),
        Clause(
            .init(.tokens, "Token Response Fields"), "issued-at", .none,
            "counts from when it got the token if there is no issued_at"),
    ]
}
