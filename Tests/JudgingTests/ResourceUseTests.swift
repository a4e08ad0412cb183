import Faults
import Judging
import Testing

@Suite struct ResourceUseTests {
    @Test(
        arguments: [
            (
                ResourceUse(.memory, by: "cgroup v1", limit: 33_554_432, peak: 33_554_432, hits: 12, kills: 1),
                "memory by cgroup v1: limit 32 MiB, peak 32 MiB, 1 process killed, at the limit 12 times"
            ),
            (
                ResourceUse(.memory, by: "cgroup v2", limit: nil, hits: 0, kills: 0),
                "memory by cgroup v2: no limit, never met"
            ),
            (
                ResourceUse(.processor, by: "cgroup v2", limit: 0.05, hits: 31, withheldSeconds: 2.5),
                "processor by cgroup v2: limit 5% of a processor, throttled in 31 periods, for 2.5 s"
            ),
            (
                ResourceUse(.processes, by: "cgroup v1", limit: 12, hits: 1),
                "processes by cgroup v1: limit 12, refused another process once"
            ),
            (
                ResourceUse(.openFiles, by: "RLIMIT_NOFILE", limit: 16, hits: 2),
                "open-files by RLIMIT_NOFILE: limit 16, refused another open file 2 times"
            ),
            (
                ResourceUse(.disk, by: "cgroup v1", limit: 1_048_576, hits: 2, withheldSeconds: 3.5, bytes: 4 << 20),
                "disk by cgroup v1: limit 1 MiB a second, requests had to wait 2 times, for at least 3.5 s, with 4 MiB "
                    + "read and written"
            ),
            (
                ResourceUse(.disk, by: "cgroup v2", limit: nil, hits: 0, withheldSeconds: 0, bytes: 4096),
                "disk by cgroup v2: no limit, not seen to be met, with 4 KiB read and written"
            ),
        ])
    func whatLimitedIsSaid(use: ResourceUse, text: String) { #expect(use.text == text) }

    @Test func processorTimeIsASum() {
        #expect(ProcessorTime(command: 0.2, running: 1.1).text == "1.3 s: command 200 ms, daemon 1.1 s")
        #expect(ProcessorTime(command: 0.2, running: 0).text == "200 ms")
        #expect(ProcessorTime(command: nil, running: 1.1).text == "1.1 s")
    }
}
