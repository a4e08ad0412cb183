import Faults
import Testing

@testable import FakeServices

@Suite struct ProxyHeadTests {
    private func parsed(_ text: String) -> ProxyHead? { ProxyHead(Array(text.utf8)) }

    @Test func `a request is read with its fields`() throws {
        let head = try #require(
            parsed(
                "CONNECT registry.test:443 HTTP/1.1\r\nHost: registry.test:443\r\nProxy-Authorization:Basic eA==\r\n\r\n"
            ))
        #expect(head.request?.method == "CONNECT" && head.request?.target == "registry.test:443")
        #expect(
            head.fields == [
                ProxyHead.Field(name: "Host", value: "registry.test:443"),
                ProxyHead.Field(name: "Proxy-Authorization", value: "Basic eA=="),
            ])
    }

    @Test(arguments: [
        "", "\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\n: nameless\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET /\u{0}x HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\na: b\rc: d\r\n\r\n",
    ])
    func `what is no head is none`(text: String) { #expect(parsed(text) == nil) }

    @Test(arguments: [
        "GET /", "GET  / HTTP/1.1", "GET / HTTP/2", "GET / HTTP/1.1 ", " / HTTP/1.1", "CONNECT a:1", "\u{16}\u{3}\u{1}",
    ])
    func `another line asks for nothing`(line: String) { #expect(parsed(line + "\r\n\r\n")?.request == nil) }

    @Test(arguments: [("a\r\n\r\nrest", 5), ("a\n\nrest", 3), ("a\n\r\n", 4), ("a\r\nb\r\n\r\n", 8)])
    func `the empty line ends it`(text: String, length: Int) { #expect(ProxyHead.length(in: text.utf8) == length) }

    @Test(arguments: ["", "a", "a\r\n", "a\r\n\r", "a\r\nb\r\n"])
    func `what has no empty line has no end`(text: String) { #expect(ProxyHead.length(in: text.utf8) == nil) }

    @Test func `whatever comes is read or refused`() {
        var draw = Draw(seed: 1)
        let signs = Array("CONNECT GET http://registry.test:443/ HTTP/1.1\r\n\r\n: []@?\u{0}é".utf8) + [0xff, 0xc3]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &draw)).map { _ in
                signs[Int.random(in: 0..<signs.count, using: &draw)]
            }
            if let length = ProxyHead.length(in: bytes) { #expect((1...bytes.count).contains(length)) }
            guard let request = ProxyHead(bytes)?.request else { continue }
            _ = ProxyTarget(method: "CONNECT", target: request.target)
            _ = ProxyTarget(method: "GET", target: "http://" + request.target)
        }
    }

    @Test func `the next hop gets its own start and nothing that is the proxy's`() throws {
        let head = try #require(
            parsed(
                "GET http://cdn.test/b?x=1 HTTP/1.1\r\nHost: cdn.test\r\nProxy-Authorization: Basic eA==\r\n"
                    + "Authorization: Bearer t\r\nConnection: keep-alive\r\n\r\n"))
        #expect(
            String(decoding: head.passedOn(start: "GET /b?x=1 HTTP/1.1"), as: UTF8.self)
                == "GET /b?x=1 HTTP/1.1\r\nHost: cdn.test\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n")
    }
}
