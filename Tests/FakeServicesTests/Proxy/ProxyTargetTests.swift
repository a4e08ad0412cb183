import Faults
import Testing

@testable import FakeServices

@Suite struct ProxyTargetTests {
    @Test(arguments: [
        ("registry.test:443", "registry.test", 443, Role.registry), ("CDN.test:80", "CDN.test", 80, .cdn),
        ("198.18.1.11:443", "198.18.1.11", 443, .auth), ("[2001:db8:1::10]:443", "2001:db8:1::10", 443, .registry),
        ("mirror.test:1", "mirror.test", 1, .mirror),
    ])
    func `a tunnel leads to a host and a port`(target: String, host: String, port: Int, role: Role) throws {
        let target = try #require(ProxyTarget(method: "CONNECT", target: target))
        #expect(target.host == host && Int(target.port) == port && target.path == nil)
        #expect(target.role == role)
    }

    @Test(arguments: [
        "example.com:443", "1.1.1.1:443", "127.0.0.1:22", "[::1]:22", "localhost:80", "dns.test:53", "proxy.test:3128",
        "node.test:1", "198.18.0.2:22", "198.18.1.53:53", "registry.test.evil.com:443", "registry:443",
    ])
    func `nothing but the hosts behind it can be reached`(target: String) throws {
        #expect(try #require(ProxyTarget(method: "CONNECT", target: target)).role == nil)
    }

    @Test(arguments: [
        "", "registry.test", ":443", "registry.test:", "registry.test:0", "registry.test:65536", "registry.test:-1",
        "registry.test:+1", "a@registry.test:443", "registry.test:443/x", "[registry.test]", "/v2/", "*", "a b:1",
    ])
    func `what is no host and port is no tunnel`(target: String) {
        #expect(ProxyTarget(method: "CONNECT", target: target) == nil)
    }

    @Test(arguments: [
        ("http://registry.test/v2/", 80, "/v2/"), ("HTTP://registry.test:8080/a?b=c", 8080, "/a?b=c"),
        ("http://registry.test", 80, "/"), ("http://registry.test?x=1", 80, "/?x=1"),
    ])
    func `a URL leads to a host, a port and a path`(target: String, port: Int, path: String) throws {
        let target = try #require(ProxyTarget(method: "GET", target: target))
        #expect(target.role == .registry && Int(target.port) == port && target.path == path)
    }

    @Test(arguments: [
        "/v2/", "https://registry.test/", "http://", "http:///x", "http://u:p@registry.test/", "ftp://a/",
    ])
    func `other targets lead nowhere`(target: String) {
        #expect(ProxyTarget(method: "GET", target: target) == nil)
    }
}
