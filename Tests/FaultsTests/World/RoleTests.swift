import Faults
import Testing
import WireFormats

@Suite struct RoleTests {
    @Test(arguments: Role.allCases)
    func addressesAreOfTheBlocksForTestsAndDocumentation(role: Role) throws {
        let v4 = try #require(IPAddress(role.ipv4))
        #expect(v4.isV4 && v4.bytes[0] == 198 && [18, 19].contains(v4.bytes[1]))
        let v6 = try #require(IPAddress(role.ipv6))
        #expect(!v6.isV4 && v6.bytes.starts(with: [0x20, 0x01, 0x0d, 0xb8]))
        #expect(role.hostName.hasSuffix(".test"))
        #expect(Role(address: v4) == role && Role(address: v6) == role)
        #expect(Role(name: role.rawValue) == role && Role(name: role.hostName) == role)
    }

    @Test func noTwoRolesShareAnAddress() {
        let addresses = Role.allCases.flatMap(\.addresses)
        #expect(addresses.count == 2 * Role.allCases.count)
        #expect(Set(addresses).count == addresses.count)
    }

    @Test func everyRoleButTheNodeIsAService() {
        #expect(Set(Role.services + [.node]) == Set(Role.allCases))
    }

    @Test func otherAddressesAndNamesHaveNoRole() throws {
        #expect(Role(address: try #require(IPAddress("198.18.1.1"))) == nil)
        #expect(Role(address: try #require(IPAddress("::ffff:198.18.1.10"))) == nil)
        #expect(Role(name: "registry.example") == nil)
    }
}
