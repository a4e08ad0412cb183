import FakeServices
import Faults
import Judging
import Testing
import WireFormats

@testable import ChaosPull

@Suite struct ServingPlaceTests {
    private static let roles: [Role] = [.registry, .auth, .cdn]

    @Test func eachHostHasAPortAndTheAddressIsTheName() throws {
        let place = try ServingPlace()
        let endpoints = place.endpoints(of: Self.roles).mapValues { $0.map(\.description) }
        #expect(
            endpoints == [.registry: ["127.0.0.1:5000"], .auth: ["127.0.0.1:5001"], .cdn: ["127.0.0.1:5002"]])
        let names = place.names(of: Self.roles)
        #expect(Self.roles.map { names[$0] } == ["127.0.0.1", "127.0.0.1", "127.0.0.1"])
        #expect(names.alternatives == ["127.0.0.1", "localhost"] && !names.isOnePort)
    }

    @Test func theKernelChoosesEachPort() throws {
        let endpoints = try ServingPlace(port: 0).endpoints(of: Self.roles)
        #expect(endpoints.values.joined().map(\.port) == [0, 0, 0])
    }

    @Test func aNameIsThatOfAllHosts() throws {
        let names = try ServingPlace(listen: "0.0.0.0", name: "pull.example").names(of: Self.roles)
        #expect(Self.roles.map { names[$0] } == ["pull.example", "pull.example", "pull.example"])
        #expect(names.alternatives == ["localhost"])
    }

    @Test(
        arguments: [
            (nil, ["registry.test", "auth.test", "cdn.test"]),
            ("pull.example", ["pull.example", "auth.pull.example", "cdn.pull.example"]),
        ] as [(String?, [String])])
    func onOnePortTheHostsHaveNames(name: String?, expected: [String]) throws {
        let place = try ServingPlace(listen: "::", port: 443, name: name, isOnePort: true)
        let names = place.names(of: Self.roles)
        #expect(Self.roles.map { names[$0] } == expected && names.isOnePort)
        #expect(place.endpoints(of: Self.roles).mapValues { $0.map(\.description) } == [.registry: ["[::]:443"]])
    }

    @Test(
        arguments: [
            ("localhost", 5000, nil, false, "--listen 'localhost' is no address; expected one of this machine"),
            ("0.0.0.0", 5000, nil, false, "--listen 0.0.0.0 means all addresses of this machine; expected --name too"),
            ("127.0.0.1", 65_533, nil, false, "--port is 65533; expected 0 to 65532"),
            ("127.0.0.1", 65_536, nil, true, "--port is 65536; expected 0 to 65535"),
            ("127.0.0.1", -1, nil, false, "--port is -1; expected 0 to 65532"),
            ("127.0.0.1", 5000, "a b", false, "--name 'a b' is no name of a host; expected a DNS name or an address"),
            ("127.0.0.1", 5000, "a..b", false, "--name 'a..b' is no name of a host"),
            ("127.0.0.1", 5000, "-a", false, "--name '-a' is no name of a host"),
            (
                "127.0.0.1", 5000, "10.0.0.1", true,
                "--name 10.0.0.1 is an address, and hosts that share a port need names"
            ),
        ] as [(String, Int, String?, Bool, String)])
    func whatCannotBeServedIsToldInOneLine(
        listen: String, port: Int, name: String?, isOnePort: Bool, message: String
    ) {
        let error = #expect(throws: ChaosPullError.self) {
            try ServingPlace(listen: listen, port: port, name: name, isOnePort: isOnePort)
        }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("\n") == false)
    }
}
