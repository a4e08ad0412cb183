import Faults
import Glibc
import Testing

@testable import Mangling

/// The errors that an application gets when a router rejects its packets.
@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct RejectedPacketsTests {
    /// The errno of a connect(2) whose SYN is rejected: the kernel's `icmp_err_convert` and `icmpv6_err_convert`.
    private static let errors: [(kind: String, v4: Int32, v6: Int32)] = [
        ("net-unreachable", ENETUNREACH, ENETUNREACH),
        ("host-unreachable", EHOSTUNREACH, EHOSTUNREACH),
        ("protocol-unreachable", ENOPROTOOPT, EPROTO),
        ("port-unreachable", ECONNREFUSED, ECONNREFUSED),
        ("net-prohibited", ENETUNREACH, EACCES),
        ("host-prohibited", EHOSTUNREACH, EACCES),
        ("admin-prohibited", EHOSTUNREACH, EACCES),
        ("policy-failed", EHOSTUNREACH, EACCES),
        ("route-rejected", EHOSTUNREACH, EACCES),
    ]

    private func failure(_ body: () throws -> Void) throws -> Int32 {
        do {
            try body()
            return 0
        } catch let failure as TestSocket.Failure {
            return failure.errno
        }
    }

    @Test(arguments: errors.indices) func connectFailsWithTheErrorOfItsKind(index: Int) async throws {
        let (kind, v4, v6) = Self.errors[index]
        try await WireSandbox.with { sandbox in
            let reject = try armed("packet.reject", ["with": kind])
            let (seen, report) = try await sandbox.mangled([reject]) {
                try await blocking(in: sandbox.path(.node)) {
                    try [false, true].map { v6 in
                        try failure { try TestSocket.tcp(v6: v6).connect(.cdn, 443, v6: v6) }
                    }
                }
            }
            #expect(seen == [v4, v6], "\(kind)")
            #expect(report.answered >= 2 && report.answered == report.dropped && report.isLossless)
        }
    }

    @Test(arguments: [false, true]) func aRejectedDatagramIsReportedToItsSocket(v6: Bool) async throws {
        try await WireSandbox.with { sandbox in
            let (seen, _) = try await sandbox.mangled([try armed("packet.reject")]) {
                try await blocking(in: sandbox.path(.node)) {
                    let socket = try TestSocket.udp(v6: v6)
                    try socket.connect(.dns, 53, v6: v6)
                    try socket.send([1])
                    return try failure { _ = try socket.receive() }
                }
            }
            #expect(seen == ECONNREFUSED)
        }
    }

    /// A soft error of an open connection (RFC 1122 section 4.2.3.9): it keeps trying.
    @Test func anOpenConnectionSurvivesARejectedSegment() async throws {
        try await WireSandbox.with { sandbox in
            let reject = try armed(
                "packet.reject", ["with": "host-unreachable"], match: { $0.to = .cdn }, when: { $0.only = [3] })
            let (echoed, report) = try await sandbox.mangled([reject]) {
                let listener = try await blocking(in: sandbox.path(.net)) {
                    try TestSocket.listening(at: .cdn, v6: false)
                }
                async let served: Void = blocking(in: sandbox.path(.net)) {
                    let connection = try listener.accept()
                    try connection.send(try connection.receive())
                }
                let echoed = try await blocking(in: sandbox.path(.node)) {
                    let client = try TestSocket.tcp(v6: false)
                    try client.connect(.cdn, 443, v6: false)
                    try client.send([1, 2, 3])
                    return try client.receive()
                }
                try await served
                return echoed
            }
            #expect(echoed == [1, 2, 3])
            #expect(report.answered == 1)
        }
    }
}
