/// What HTTP means (RFC 9110).
extension ClauseCatalog {
    static let http: [Clause] = [
        Clause(.init(.rfc(9110), "4.3.4"), .must, "refuses a certificate that is not for the host that it meant"),
        Clause(.init(.rfc(9110), "5.1"), .none, "takes the names of headers in any case"),
        Clause(
            .init(.rfc(9110), "8.4"), .none, "undoes the codings that Content-Encoding names before it uses the content"
        ),
        Clause(.init(.rfc(9110), "9.2.2"), .none, "repeats a GET after its connection has failed before the answer"),
        Clause(
            .init(.rfc(9110), "10.2.3"), .none, "waits as long as Retry-After says before it asks again", by: .waiting),
        Clause(.init(.rfc(9110), "11.1"), .none, "takes the name of an authentication scheme in any case"),
        Clause(.init(.rfc(9110), "11.4"), .none, "picks a scheme that it understands among several challenges"),
        Clause(.init(.rfc(9110), "14.2"), .none, "takes 200 in answer to Range for the whole, from its first byte on"),
        Clause(.init(.rfc(9110), "14.4"), .must, "joins no part whose Content-Range is invalid to what it has"),
        Clause(.init(.rfc(9110), "15"), .must, "takes a status that it does not know for the first one of its class"),
        Clause(
            .init(.rfc(9110), "15.2"), .must, "reads informational answers before the final one, also if unexpected"),
        Clause(.init(.rfc(9110), "15.3.7"), .must, "looks at Content-Range of a 206 for which part it has got"),
        Clause(.init(.rfc(9110), "15.3.7.3"), .may, "joins parts only if one strong validator is common to all"),
        Clause(.init(.rfc(9110), "15.4"), "cycle", .should, "notices when redirects lead in a circle, and stops"),
        Clause(
            .init(.rfc(9110), "15.4"), "authorization", .should,
            "takes off Authorization and the like when it follows a redirect to elsewhere", by: .authorization),
        Clause(.init(.rfc(9110), "15.5"), .should, "shows what the server says about an error of the client"),
        Clause(.init(.rfc(9110), "15.5.2"), .should, "shows what the server says if new credentials are refused too"),
        Clause(.init(.rfc(9110), "15.5.4"), .should, "does not repeat a request with credentials that got 403"),
        Clause(.init(.rfc(9110), "15.6"), .should, "shows what the server says about an error of its own"),
    ]
}
