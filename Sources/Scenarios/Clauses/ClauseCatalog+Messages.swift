/// How HTTP/1.1 goes over a connection (RFC 9112).
extension ClauseCatalog {
    static let messages: [Clause] = [
        Clause(.init(.rfc(9112), "5.2"), .must, "reads a header that is folded over several lines as one line"),
        Clause(
            .init(.rfc(9112), "6.3"), "until-close", .none,
            "reads an answer without length to the end of its connection"),
        Clause(
            .init(.rfc(9112), "6.3"), "short", .must,
            "takes an answer with fewer bytes than Content-Length for incomplete"),
        Clause(.init(.rfc(9112), "7.1"), .must, "reads an answer in chunks"),
        Clause(
            .init(.rfc(9112), "8"), "chunks", .must, "takes an answer in chunks without the last one for incomplete"),
        Clause(.init(.rfc(9112), "9.3.1"), .none, "recovers when a kept connection closes as it asks"),
    ]
}
