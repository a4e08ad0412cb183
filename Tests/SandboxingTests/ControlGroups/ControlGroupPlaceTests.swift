import Testing

@testable import Sandboxing

@Suite struct ControlGroupPlaceTests {
    /// A machine with all controllers in version 1, two of them together.
    private static let one = """
        9:name=systemd:/
        8:pids:/user.slice
        4:memory:/a:b/c
        1:cpu,cpuacct:/
        0::/user.slice/session-3.scope

        """
    private static let two = "0::/user.slice/session-3.scope\n"

    @Test(arguments: [
        (Controller.memory, one, [] as [String], ControlGroupVersion.one, "memory" as String?, "/a:b/c"),
        (.processor, one, [], .one, "cpu,cpuacct", "/"),
        (.processes, one, ["pids"], .one, "pids", "/user.slice"),
        (.io, one, ["io"], .two, nil, "/user.slice/session-3.scope"),
        (.memory, two, ["cpu", "memory"], .two, nil, "/user.slice/session-3.scope"),
    ])
    func aControllerIsWhereItsHierarchyIs(
        controller: Controller, membership: String, unified: [String], version: ControlGroupVersion,
        hierarchy: String?, path: String
    ) throws {
        let place = try ControlGroupPlace(of: controller, membership: membership, unified: Set(unified))
        #expect(place.version == version && place.hierarchy == hierarchy && place.path == path)
    }

    @Test(arguments: [
        (Controller.io, one, ["hugetlb"], "no hierarchy of cgroups has the controller io"),
        (.memory, two, [], "no hierarchy of cgroups has the controller memory"),
        (.memory, "", ["memory"], "no hierarchy of cgroups has the controller memory"),
        (.memory, "4:memory:/../other\n", [], "the cgroup of chaospull, /../other, is outside of what it sees"),
    ])
    func whereThereIsNoneTheReasonIsSaid(
        controller: Controller, membership: String, unified: [String], message: String
    ) throws {
        let error = try #require(throws: SandboxError.self) {
            try ControlGroupPlace(of: controller, membership: membership, unified: Set(unified))
        }
        #expect(error.message.hasPrefix(message))
    }

    @Test func ofVersionTwoTheGroupsAboveAreCandidatesToo() throws {
        let place = try ControlGroupPlace(of: .memory, membership: Self.two, unified: ["memory"])
        #expect(place.candidates == ["/user.slice/session-3.scope", "/user.slice", "/"])
        let own = try ControlGroupPlace(of: .memory, membership: Self.one, unified: [])
        #expect(own.candidates == ["/a:b/c"])
    }
}

@Suite struct ControlGroupNameTests {
    @Test(arguments: [
        "chaospull-", "chaospull-1", "chaospull-1-2", "chaospull-x-2-3", "chaospull-1-x-3", "chaospull-1--3",
        "chaospull-1-2-3-4", "other-1-2-3", "user.slice",
    ])
    func otherNamesAreNotOurs(name: String) { #expect(ControlGroupName(name) == nil) }

    @Test func aNameSaysWhoAnswersForIt() throws {
        let name = ControlGroupName.next()
        #expect(try #require(ControlGroupName(name)).isInUse)
        #expect(name != ControlGroupName.next())
        let other = try #require(ControlGroupName("chaospull-1-2-3"))
        #expect(other.process == 1 && other.start == "2" && !other.isInUse)
    }
}

@Suite struct ControlGroupUseTests {
    private static let huge = "9223372036854771712\n"

    private func use(
        _ controller: Controller, _ version: ControlGroupVersion, _ files: [String: String]
    ) -> ControlGroupUse { ControlGroupUse(controller, version) { files[$0] } }

    @Test func memoryIsRead() {
        let one = use(
            .memory, .one,
            [
                "memory.limit_in_bytes": "33554432\n", "memory.max_usage_in_bytes": "33000000\n",
                "memory.failcnt": "12\n", "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
            ])
        #expect(one.limit == 33_554_432 && one.peak == 33_000_000 && one.hits == 12 && one.kills == 1)
        #expect(use(.memory, .one, ["memory.limit_in_bytes": Self.huge]).limit == nil)
        let two = use(
            .memory, .two,
            ["memory.max": "1048576\n", "memory.events": "low 0\nhigh 0\nmax 7\noom 3\noom_kill 2\noom_group_kill 0\n"])
        #expect(two.limit == 1_048_576 && two.peak == nil && two.hits == 7 && two.kills == 2)
        #expect(use(.memory, .two, ["memory.max": "max\n"]).limit == nil)
    }

    @Test func theProcessorIsRead() {
        let one = use(
            .processor, .one,
            [
                "cpu.cfs_quota_us": "5000\n", "cpu.cfs_period_us": "100000\n",
                "cpu.stat": "nr_periods 40\nnr_throttled 31\nthrottled_time 2500000000\n",
            ])
        #expect(one.limit == 0.05 && one.hits == 31 && one.withheld == 2_500_000_000)
        let two = use(
            .processor, .two,
            ["cpu.max": "5000 100000\n", "cpu.stat": "usage_usec 3\nnr_throttled 31\nthrottled_usec 2500000\n"])
        #expect(two.limit == 0.05 && two.hits == 31 && two.withheld == 2_500_000_000)
        #expect(use(.processor, .one, ["cpu.cfs_quota_us": "-1\n", "cpu.cfs_period_us": "100000\n"]).limit == nil)
        #expect(use(.processor, .two, ["cpu.max": "max 100000\n"]).limit == nil)
    }

    @Test func processesAreRead() {
        let one = use(.processes, .one, ["pids.max": "12\n", "pids.events": "max 3\n"])
        #expect(one.limit == 12 && one.peak == nil && one.hits == 3)
        #expect(use(.processes, .two, ["pids.max": "max\n", "pids.peak": "8\n"]).peak == 8)
    }
}
