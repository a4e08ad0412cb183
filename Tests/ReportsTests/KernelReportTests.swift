import Faults
import Judging
import SampleRuns
import Testing

@testable import Reports

/// What the kernel saw, in the story and on the page.
@Suite struct KernelReportTests {
    private static func failed(_ call: String, _ error: String, more: Int? = nil, by process: String = "dockerd")
        -> Event.Body
    {
        .kernel(KernelError(program: "dockerd", process: process, call: call, error: error, more: more))
    }

    private static func injected(_ call: String, _ error: String?, at path: String? = "/storage/a") -> Event.Body {
        .fault(
            FaultFiring(
                fault: 0, name: "syscall.fail", detail: "",
                call: FaultedCall(process: "dockerd", call: call, path: path, error: error)))
    }

    private static func calls(_ events: [Event.Body], most: Int = 10) -> FailedCalls {
        FailedCalls(SeenRun(events: events).timeline, most: most)
    }

    @Test func equalCallsShareARow() {
        let calls = Self.calls([
            Self.failed("write", "ENOSPC"), Self.failed("write", "ENOSPC"), Self.failed("write", "ENOSPC", more: 40),
            Self.failed("openat", "EMFILE", by: "docker-untar"),
        ])
        #expect(calls.rows.map(\.count) == [42, 1])
        #expect(calls.rows.map(\.program) == ["dockerd", "docker-untar"])
        #expect(
            calls.lines == [
                "first at  program       call    error   by          times  path",
                "1.00 s    dockerd       write   ENOSPC  the kernel  42",
                "2.50 s    docker-untar  openat  EMFILE  the kernel  1",
            ])
    }

    @Test func aCallThatAFaultHadFailIsToldOnceAndWithItsPath() {
        let calls = Self.calls([
            Self.injected("fsync", "EIO"), Self.failed("fsync", "EIO"), Self.injected("fsync", "EIO", at: "/storage/b"),
            Self.failed("fsync", "EIO"), Self.failed("write", "EIO"), Self.injected("rename", nil),
        ])
        #expect(calls.rows.map(\.path) == ["/storage/a", "/storage/b", nil])
        #expect(calls.rows.map(\.isByFault) == [true, true, false] && calls.rows.map(\.count) == [1, 1, 1])
    }

    @Test func whatIsTooMuchIsCounted() {
        let calls = Self.calls((0..<9).map { Self.failed("write", "E\($0)", more: $0 == 8 ? .max : 2) }, most: 5)
        #expect(calls.rows.count == 5 && calls.leftOut == 3 * 2 + 1_000_000_000)
        #expect(calls.lines.last == "and 1000000006 other failed calls, in timeline.jsonl")
    }

    @Test func whatDidNotOccurIsNotTold() {
        #expect(Self.calls([.said("error")]).lines.isEmpty)
        var seen = SeenRun().observations
        seen.kernel = .init(failedCalls: 0)
        seen.mangler = ManglerReport()
        #expect(KernelCounters.lines(seen).isEmpty)
        let run = PullRun(result: .sample(), observations: seen, timeline: SeenRun().timeline)
        #expect(!run.story.contains("What the kernel saw"))
        #expect(
            PageKernel(.sample(), timeline: sampleTimeline.filter { !$0.line.contains("kernel") }, observations: seen)
                == nil)
    }

    @Test func countersAreTold() {
        let lines = KernelCounters.lines(.limited)
        #expect(
            lines == [
                "packets: 30 queued, 5 as they were sent, uncut, 3 dropped, 1 changed",
                "connections let go, as no fault asked for more: 2",
                "packets lost by the kernel: 4 in a full queue, 0 in a full buffer, which overran 0 times",
                "system calls: the kernel told of 12 that failed in the whole run, and 3 came faster than they could be read",
                "memory by cgroup v2: limit 32 MiB, peak 32 MiB, 1 process killed, at the limit 12 times",
                "disk: the pull left 1 MiB on the puller's storage",
            ])
        let run = PullRun(result: .sample(), observations: .limited, timeline: sampleTimeline)
        #expect(run.story.contains("\nWhat the kernel saw\n  first at  program"))
        for line in lines { #expect(run.story.contains(line.prefix(50)), "\(line)") }
    }

    @Test func theKernelThatCannotBeAskedSaysSo() {
        var seen = SeenRun().observations
        seen.kernel = .init(objection: "no tracing", failedCalls: 0)
        #expect(KernelCounters.lines(seen) == ["system calls: the kernel cannot be asked: no tracing"])
    }
}

extension Observations {
    /// A failed run in which everything was counted.
    static var limited: Observations {
        var seen = SeenRun(pull: .failed, leftovers: 1 << 20).observations
        var mangler = ManglerReport()
        (mangler.packets, mangler.uncut, mangler.letGo) = (30, 5, 2)
        (mangler.dropped, mangler.changed, mangler.kernelQueueDropped) = (3, 1, 4)
        seen.mangler = mangler
        seen.kernel = .init(failedCalls: 12, lost: 3)
        seen.limits = [
            ResourceUse(.memory, by: "cgroup v2", limit: 33_554_432, peak: 33_554_432, hits: 12, kills: 1)
        ]
        return seen
    }
}
