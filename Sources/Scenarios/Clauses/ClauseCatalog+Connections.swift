/// TLS, certificates, and the streams of HTTP/2.
extension ClauseCatalog {
    static let connections: [Clause] = [
        Clause(.init(.rfc(5280), "6.1.3"), .must, "refuses a certificate at a time for which it is not valid"),
        Clause(.init(.rfc(8446), "5.2"), .must, "ends the connection at a record that it cannot decrypt"),
        Clause(.init(.rfc(8446), "6.2"), .must, "sends and takes nothing more on a connection after a fatal alert"),
        Clause(
            .init(.rfc(9113), "8.7"), .may,
            "asks again where GOAWAY or REFUSED_STREAM says that nothing was done for a request"),
        Clause(.init(.rfc(8996), "5"), .must, "does not speak TLS 1.1"),
    ]
}
