import Faults
import HTTPTypes
import Testing
import WireFormats

@testable import FakeServices

@Suite struct ProxyServiceTests {
    private static let endpoint = Endpoint(IPAddress(v4: 0x7f00_0001), port: 443)

    private func service(_ credentials: ServicesPlan.Credentials? = nil) -> ProxyService {
        ProxyService(credentials: credentials, routes: ProxyRoutes(endpoints: [.registry: [Self.endpoint]]))
    }

    @Test(arguments: [
        ("CONNECT", "registry.test:443", 200), ("CONNECT", "registry.test:444", 502), ("CONNECT", "cdn.test:443", 502),
        ("CONNECT", "example.com:443", 403), ("CONNECT", "dns.test:53", 403), ("CONNECT", "registry.test", 400),
        ("GET", "http://registry.test:443/v2/", 200), ("GET", "http://registry.test/v2/", 502),
        ("GET", "http://example.com/", 403), ("GET", "/v2/", 400), ("OPTIONS", "*", 400),
    ])
    func `requests are promised or refused`(method: String, target: String, status: Int) async {
        let request = ServiceRequest(method: method, target: target)
        #expect(await service().reply(to: request).reply.status == status)
        #expect((service().route(of: request) != nil) == (status == 200))
    }

    @Test(arguments: [
        ("CONNECT", "registry.test:443", "connect-registry"), ("CONNECT", "auth.test:1", "connect-auth"),
        ("CONNECT", "example.com:443", "connect-other"), ("GET", "http://cdn.test/x", "forwarded"),
    ])
    func `requests are told apart by host`(method: String, target: String, resource: Resource) {
        #expect(service().resource(of: ServiceRequest(method: method, target: target)) == resource)
    }

    @Test(
        arguments: [
            (nil, 407), ("Basic dTpw", 200), ("basic dTpw", 200), ("Basic dTpx", 407), ("Bearer dTpw", 407),
            ("Basic", 407),
        ] as [(String?, Int)])
    func `who must show a password is asked for it`(header: String?, status: Int) async {
        let service = service(ServicesPlan.Credentials(user: "u", password: "p"))
        let headers = header.map { [(name: "Proxy-Authorization", value: $0)] } ?? []
        let request = ServiceRequest(method: "CONNECT", target: "registry.test:443", headers: headers)
        let reply = await service.reply(to: request).reply
        #expect(reply.status == status)
        let challenge = reply.ofProxy["Proxy-Authenticate"]
        #expect(challenge == (status == 407 ? "Basic realm=\"proxy.test\"" : nil))
    }

    @Test func `an answer that opens a tunnel has no body and no length`() {
        #expect(
            String(decoding: HTTPReply.openedTunnel, as: UTF8.self)
                == "HTTP/1.1 200 Connection established\r\n\r\n")
    }

    @Test func `an error says so in its line and closes`() {
        let head = String(decoding: HTTPResponse(ProxyService.error(502, "x").ofProxy).bytes, as: UTF8.self)
        #expect(head.hasPrefix("HTTP/1.1 502 Bad Gateway\r\n"))
        #expect(head.contains("\r\nConnection: close\r\n") && head.hasSuffix("\r\n\r\n"))
    }
}
