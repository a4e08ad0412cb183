import Testing

@testable import Sandboxing

@Suite struct DiskUseTests {
    private func use(_ version: ControlGroupVersion, _ files: [String: String]) -> DiskUse {
        DiskUse(version, of: "7:3") { files[$0] }
    }

    @Test func versionOneIsRead() {
        let one = use(
            .one,
            [
                "blkio.throttle.read_bps_device": "7:3 1048576\n",
                "blkio.throttle.write_bps_device": "7:30 1\n7:3 1048576\n",
                "blkio.throttle.io_service_bytes": """
                8:0 Read 1
                8:0 Write 2
                7:3 Read 4096
                7:3 Write 12288
                7:3 Sync 16384
                7:3 Async 0
                7:3 Discard 0
                7:3 Total 16384
                Total 16387

                """,
            ])
        #expect(one.rate == 1 << 20 && one.read == 4096 && one.written == 12288 && one.pressure == nil)
        #expect(use(.one, ["blkio.throttle.write_bps_device": ""]) == use(.one, [:]))
        #expect(use(.one, [:]).rate == nil)
    }

    @Test func versionTwoIsRead() {
        let two = use(
            .two,
            [
                "io.max":
                    "8:16 rbps=2097152 wbps=max riops=max wiops=120\n7:3 rbps=65536 wbps=65536 riops=max wiops=max\n",
                "io.stat": "8:0 rbytes=1 wbytes=2 rios=1 wios=1 dbytes=0 dios=0\n"
                    + "7:3 rbytes=4096 wbytes=12288 rios=1 wios=3 dbytes=0 dios=0\n",
                "io.pressure": "some avg10=0.00 avg60=0.00 avg300=0.00 total=2500000\n"
                    + "full avg10=0.00 avg60=0.00 avg300=0.00 total=1\n",
            ])
        #expect(two.rate == 65536 && two.read == 4096 && two.written == 12288 && two.pressure == .milliseconds(2500))
        #expect(use(.two, ["io.max": "7:3 rbps=max wbps=max riops=1 wiops=max\n"]).rate == nil)
        #expect(use(.two, [:]).pressure == nil)
    }
}

@Suite struct DiskWaitTests {
    private static let rate = 1 << 20

    private func use(
        _ version: ControlGroupVersion, written: Int, rate: Int? = DiskWaitTests.rate, waiting: Duration? = nil
    ) -> DiskUse {
        var use = DiskUse(version, of: "7:3") { _ in nil }
        (use.written, use.rate, use.pressure) = (written, rate, waiting)
        return use
    }

    /// Looks 50 times a second.
    private func wait(_ seconds: Double, _ use: (_ second: Double) -> DiskUse) -> DiskWait {
        var wait = DiskWait()
        for look in 0...Int(seconds * 50) {
            let second = Double(look) / 50
            wait.note(use(second), at: .seconds(second))
        }
        return wait
    }

    /// 2 MiB at once, at 1 MiB a second.
    @Test func whatIsAskedForBeyondTheRateWaits() {
        let seen = wait(4) { use(.one, written: $0 < 0.5 ? 0 : 2 << 20) }
        #expect(seen.times == 1 && seen.bytes == 2 << 20)
        #expect(seen.duration > .milliseconds(1600) && seen.duration < .milliseconds(1750), "\(seen.duration)")
    }

    @Test func eachTimeIsCounted() {
        let seen = wait(6) { use(.one, written: $0 < 0.5 ? 0 : $0 < 4 ? 1 << 20 : 2 << 20) }
        #expect(seen.times == 2 && seen.duration > .milliseconds(1300))
    }

    @Test func whatComesSlowerThanTheRateNeverWaits() {
        // 64 KiB at a time, ten times a second.
        let seen = wait(10) { use(.one, written: Int($0 * 10) * (64 << 10)) }
        #expect(seen.times == 0 && seen.duration == .zero && seen.bytes == 100 * (64 << 10))
    }

    @Test func whatIsAskedForWithoutALimitNeverWaits() {
        let seen = wait(2) { use(.one, written: Int($0 * 50) << 20, rate: nil) }
        #expect(seen.times == 0 && seen.bytes == 100 << 20)
        // Nor does what came before the limit was set.
        let later = wait(2) { use(.one, written: min(Int($0 * 50), 50) << 20, rate: $0 < 1.01 ? nil : Self.rate) }
        #expect(later.times == 0)
    }

    @Test func anotherDiskCountsAnew() {
        let seen = wait(2) { use(.one, written: $0 < 1 ? 1 << 30 : 4096) }
        #expect(seen.bytes == 4096 && seen.times == 0)
    }

    /// Version 2 counts what has passed, and for how long somebody has waited.
    @Test func atItsRateAndWaitedForTheLimitIsMet() {
        let seen = wait(3) { use(.two, written: Int($0 * 10) * Self.rate / 10, waiting: .seconds($0)) }
        #expect(seen.times == 1 && seen.duration >= .milliseconds(2500), "\(seen)")
    }

    @Test func aDiskThatIsSlowByItselfIsNoLimit() {
        let slower = wait(3) { use(.two, written: Int($0 * 10) * Self.rate / 40, waiting: .seconds($0)) }
        #expect(slower.times == 0)
        let idle = wait(3) { use(.two, written: Int($0 * 10) * Self.rate / 10, waiting: .seconds($0 / 10)) }
        #expect(idle.times == 0)
    }
}
