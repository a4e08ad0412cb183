import Faults
import Testing

@Suite struct NodeResolvConfTests {
    @Test func theResolverIsTheRunsOwn() {
        #expect(HealthyWorld(storageSize: 1).resolver.text == "nameserver 198.18.1.53\n")
    }

    @Test(
        arguments: [
            (
                ["nameservers": ["silent", "dns"]],
                "nameserver 198.18.1.54\nnameserver 198.18.1.53\noptions timeout:1\n"
            ),
            (
                ["nameservers": ["closed", "127.0.0.53", "::1"]],
                "nameserver 198.18.1.55\nnameserver 127.0.0.53\nnameserver ::1\noptions timeout:1\n"
            ),
            (["nameservers": [], "options": []], ""),
            (
                ["search": ["corp.test", "Test"], "options": ["ndots:5", "rotate"]],
                "nameserver 198.18.1.53\nsearch corp.test test\noptions ndots:5 rotate\n"
            ),
        ] as [(KeyValuePairs<String, Document>, String)])
    func whatIsNotGivenStaysAsItWas(parameters: KeyValuePairs<String, Document>, text: String) throws {
        var resolver = ResolverConfiguration()
        resolver.options = ["timeout:1"]
        let fault = try fault(NodeResolvConf.self, parameters)
        #expect(fault.resolver(insteadOf: resolver).text == text)
        let change = fault.change(of: HealthyWorld(storageSize: 1, resolver: resolver))
        #expect(change.applied == ["printf %s '\(text)' >/etc/resolv.conf"])
        #expect(change.undone == ["printf %s '\(resolver.text)' >/etc/resolv.conf"])
    }

    @Test(
        arguments: [
            ([:], "nothing is changed; expected nameservers, search or options"),
            (["nameservers": "dns"], "nameservers: found 'dns'; expected a list of servers such as [silent, dns]"),
            (["nameservers": ["dns", "dns", "dns", "dns"]], "nameservers: 4 are too many; expected at most 3"),
            (["nameservers": ["silnt"]], "nameservers[0]: 'silnt' is no address; did you mean 'silent'?"),
            (["nameservers": ["9.9.9.9"]], "nameservers[0]: 9.9.9.9 is an address of the outside; expected one of"),
            (["search": ["a..b"]], "search[0]: 'a..b' is no domain; expected one such as corp.test"),
            (["options": ["ndots: 5"]], "options[0]: 'ndots: 5' has characters that are not allowed; expected"),
            (
                ["options": ["a\nnameserver 9.9.9.9"]],
                "options[0]: 'a nameserver 9.9.9.9' has characters that are not allowed"
            ),
        ] as [(KeyValuePairs<String, Document>, String)])
    func wrongParametersAreRefused(parameters: KeyValuePairs<String, Document>, message: String) throws {
        let document = Document.mapping(
            [(key: "fault", value: "node.resolv-conf")] + parameters.map { ($0.key, $0.value) })
        let said = try #require(complaint(aboutFault: document))
        #expect(said.hasPrefix(message), "\(said)")
    }

    @Test func hostsWithoutRoleHaveAddressesOfTheirOwn() {
        let taken = Role.allCases.flatMap(\.addresses)
        for host in WorldAddress.allCases {
            #expect(host.addresses.count == 2)
            #expect(Set(taken).isDisjoint(with: host.addresses))
        }
    }
}
