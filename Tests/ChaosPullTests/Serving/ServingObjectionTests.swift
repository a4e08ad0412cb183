import Faults
import Scenarios
import Testing

@testable import ChaosPull

@Suite struct ServingObjectionTests {
    private func objection(_ text: String) throws -> String? {
        try Scenario(yaml: "title: A\n\(text)\nexpect: {pull: succeeds}\n", file: "a.yaml")
            .objectionToServing(file: "dir/a.yaml")
    }

    @Test(arguments: [
        "faults: [{fault: http.status, status: 503, match: {host: registry}}]", "faults: [{fault: tls.expired}]",
        "faults: [{fault: auth.denied}]", "faults: [{fault: image.truncated, part: manifest}]",
        "faults: [{fault: http.status, status: 503, match: {host: cdn}, once: {request: manifest}}]", "",
    ])
    func whatTheServicesDoIsServed(text: String) throws { #expect(try objection(text) == nil) }

    @Test(arguments: [
        (
            "faults:\n  - fault: http.status\n    status: 503\n  - fault: packet.reset\n    match: {from: cdn}",
            "dir/a.yaml:5:12: faults[1]: 'packet.reset' needs the sandbox of 'chaospull run' and cannot be served; "
                + "expected faults of http, auth, tls, image"
        ),
        (
            "faults: [{fault: dns.nxdomain, match: {name: cdn}}]",
            "dir/a.yaml:2:18: faults[0]: 'dns.nxdomain' needs the sandbox"
        ),
        (
            "faults: [{fault: node.disk-full, size: 1 MiB}]",
            "dir/a.yaml:2:18: faults[0]: 'node.disk-full' needs the sandbox"
        ),
        (
            "faults: [{fault: http.status, status: 503, match: {host: cdn}, once: {dns: cdn}}]",
            "dir/a.yaml:2:18: faults[0]: 'http.status' waits for an event that only a sandbox sees"
        ),
        (
            "node: {proxy: true}\nfaults: [{fault: http.status, status: 503, match: {host: proxy}}]",
            "dir/a.yaml:3:18: faults[0]: 'http.status' is about the proxy, which is not served"
        ),
        ("node: {proxy: true}", "dir/a.yaml: node.proxy: a proxy is not served"),
        ("registry: {plain-port: true}", "dir/a.yaml: registry.plain-port: one port is served"),
        (
            "image: {layers: 2, layer-size: 4 KiB, base-layers: 1}\nnode: {has-base: true}",
            "dir/a.yaml: node.has-base: nobody knows what a puller elsewhere has"
        ),
    ])
    func whatNeedsASandboxIsRefusedByNameAndLine(text: String, message: String) throws {
        let objection = try objection(text)
        #expect(objection?.hasPrefix(message) == true, "\(objection ?? "none")")
    }
}
