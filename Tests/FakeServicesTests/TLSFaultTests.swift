import Faults
import NIOCore
import Synchronization
import Testing

@testable import FakeServices

@Suite struct TLSFaultTests {
    let log = EventLog()

    static let faults: [(String, EditTLS, Set<String>)] = [
        (
            "expired",
            EditTLS {
                $0.notBefore = -200_000
                $0.notAfter = -100_000
            }, ["CERTIFICATE_VERIFY_FAILED"]
        ),
        ("unknown authority", EditTLS { $0.issuer = .unknown }, ["CERTIFICATE_VERIFY_FAILED"]),
        ("self-signed", EditTLS { $0.issuer = .itself }, ["CERTIFICATE_VERIFY_FAILED"]),
        ("no intermediate", EditTLS { $0.issuer = .unsentIntermediate }, ["CERTIFICATE_VERIFY_FAILED"]),
        (
            "not yet valid",
            EditTLS {
                $0.notBefore = 100_000
                $0.notAfter = 200_000
            }, ["CERTIFICATE_VERIFY_FAILED"]
        ),
        ("old version", EditTLS { $0.newestVersion = .tls11 }, ["UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION"]),
        ("alert", EditTLS { $0.answer = .bytes([21, 3, 3, 0, 2, 2, 112]) }, ["UNRECOGNIZED_NAME"]),
        ("plain HTTP", EditTLS { $0.answer = .bytes(Array("HTTP/1.1 400 Bad Request\r\n".utf8)) }, ["WRONG_VERSION"]),
        ("wrong host", EditTLS { $0.names = ["other.test", "198.18.1.10"] }, ["failedToValidateHostname"]),
    ]

    @Test(arguments: TLSFaultTests.faults.indices)
    func `a real client refuses the certificate until the fault is lifted`(index: Int) async throws {
        let (_, edit, words) = Self.faults[index]
        let fault = ArmedFault.test(edit, host: .registry)
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller in
            let refused = try await puller.get(.registry, "/v2/")
            guard case .failed(let reason) = refused.end else {
                Issue.record("ended with \(refused.end)")
                return
            }
            #expect(words.contains { reason.contains($0) }, "\(reason)")
            #expect(try await puller.get(.auth, "/other").status == 404, "other hosts are healthy")
            fault.lift()
            #expect(try await puller.get(.registry, "/v2/").status == 401)
        }
        #expect(log.firings == ["tls.test"] && fault.fired == 1)
        let failed = log.connections.filter { $0.change == .handshakeFailed }
        // A client notices a wrong host name only after the handshake.
        #expect(Self.faults[index].0 == "wrong host" || failed.map(\.connection) == [1])
    }

    @Test func `a stalled handshake is read and never answered`() async throws {
        let fault = ArmedFault.test(EditTLS { $0.answer = .stalled }, host: .cdn)
        let log = log
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller in
            let exchange = try await puller.start(.cdn, "/")
            #expect(try await log.waits { !$0.firings.isEmpty })
            // A whole exchange with another host: the services have had their turn, however busy the machine is.
            #expect(try await puller.get(.auth, "/other").status == 404)
            #expect(exchange.channel.isActive && exchange.count == 0)
        }
        #expect(log.firings == ["tls.test"])
        #expect(log.connections.filter { $0.host == .cdn }.map(\.change) == [.accepted, .handshakeFailed, .closed])
    }

    @Test(arguments: [CutManner.close, .reset])
    func `a connection ends in place of a handshake`(manner: CutManner) async throws {
        let fault = ArmedFault.test(EditTLS { $0.answer = .ended(manner) }, host: .cdn)
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller in
            let exchange = try await puller.start(.cdn, "/")
            _ = try await exchange.finished()
            #expect((exchange.end == .reset) == (manner == .reset), "\(String(describing: exchange.end))")
            #expect(exchange.count == 0)
        }
    }

    @Test func `a client without a certificate does not pass`() async throws {
        let fault = ArmedFault.test(EditTLS { $0.wantsClientCertificate = true }, host: .cdn)
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller in
            let met = try await puller.get(.cdn, "/")
            let spared = try await puller.get(.auth, "/other")
            #expect(met.status == 0)
            #expect(spared.status == 404)
        }
    }

    @Test func `a weak key is a key`() async throws {
        let fault = ArmedFault.test(EditTLS { $0.key = .rsa(bits: 1024) }, host: .cdn)
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller in
            _ = try await puller.get(.cdn, "/")
        }
        #expect(log.problems.isEmpty && log.firings == ["tls.test"])
    }

    @Test(arguments: OddKey.allCases)
    func `a chain with an odd certificate is still valid`(key: OddKey) async throws {
        let fault = ArmedFault.test(EditTLS { $0.oddKey = key }, host: .registry)
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller in
            let answer = try await puller.get(.registry, "/v2/")
            #expect(answer.status == 401)
        }
        #expect(log.problems.isEmpty && log.firings == ["tls.test"])
    }

    @Test func `a certificate that cannot be made is a problem of the harness`() async throws {
        let isBroken = Mutex(false)
        let fault = ArmedFault.test(
            EditTLS { plan in
                // A name of DNS in a certificate is ASCII (RFC 5280 section 4.2.1.6).
                plan.names = [isBroken.withLock { $0 } ? "régistry.test" : "registry.test"]
            }, host: .registry)
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller async throws in
            #expect(try await puller.get(.registry, "/v2/").status == 401)
            isBroken.withLock { $0 = true }
            #expect(try await puller.get(.registry, "/v2/").status != 401)
        }
        #expect(log.problems.count == 1)
        let problem = try #require(log.problems.first)
        #expect(problem.contains("registry") && problem.contains("cannot be made"), "\(problem)")
    }

    @Test func `a connection that says nothing is no handshake`() async throws {
        let fault = ArmedFault.test(EditTLS { $0.issuer = .unknown })
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller in
            let exchange = try await TestExchange.start(
                port: Int(puller.services.port(of: .cdn) ?? 0), trusting: nil, host: "", sending: []
            )
            try await exchange.channel.close().get()
        }
        #expect(log.firings.isEmpty)
    }

    @Test func `plain text is no handshake that succeeds`() async throws {
        try await withTestServices(.test(scheme: .https), log: log) { puller in
            let exchange = try await TestExchange.start(
                port: Int(puller.services.port(of: .cdn) ?? 0), trusting: nil, host: "",
                sending: Array("GET / HTTP/1.1\r\n\r\n".utf8)
            )
            _ = try await exchange.finished()
        }
        #expect(log.connections.map(\.change) == [.accepted, .handshakeFailed, .closed])
    }

    @Test func `the first two handshakes with each host are those that clients begin first`() async throws {
        let fault = ArmedFault.test(EditTLS { $0.issuer = .unknown }, host: .cdn, first: 2)
        try await withTestServices(.test(scheme: .https, faults: [fault]), log: log) { puller in
            let silent = try await TestExchange.start(
                port: Int(puller.services.port(of: .cdn) ?? 0), trusting: nil, host: "", sending: []
            )
            for number in 1...4 {
                let answer = try await puller.get(.cdn, "/")
                if case .failed(let reason) = answer.end {
                    #expect(number <= 2 && reason.contains("CERTIFICATE_VERIFY_FAILED"), "\(number): \(reason)")
                } else {
                    #expect(number > 2 && answer.status == 403)
                }
            }
            try await silent.channel.close().get()
        }
        #expect(log.firings == ["tls.test", "tls.test"] && fault.fired == 2)
    }
}
