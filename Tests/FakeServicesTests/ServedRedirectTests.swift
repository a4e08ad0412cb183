import Faults
import Testing
import WireFormats

@testable import FakeServices

/// Faults that name the host use the name that clients outside of a sandbox use.
@Suite struct ServedRedirectTests {
    @Test(arguments: [("2001:db8::7", "//[2001:db8::7]:4430/v2/"), ("pull.example", "//pull.example:4430/v2/")])
    func aRedirectToAnotherPortKeepsTheName(name: String, location: String) async throws {
        let fault = try FaultDefinition(
            Element(["fault": Element("http.redirect"), "to": Element("closed-port")])
        ).armed(ordinal: 0, seed: 1)
        var plan = ServicesPlan.test(faults: [fault])
        plan.names = HostNames([.registry: name])
        try await withTestServices(plan) { puller in
            let answer = try await puller.get(.registry, "/v2/")
            #expect(answer["Location"] == location)
        }
    }
}
