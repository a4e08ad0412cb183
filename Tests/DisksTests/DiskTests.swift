import Faults
import Glibc
import Synchronization
import Testing

@testable import Disks
@testable import Sandboxing

/// What a program sees of a disk: it reads and writes the loop device itself, past the kernel's memory (open(2),
/// O_DIRECT).
@Suite(.enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(2)))
struct DiskTests {
    /// Runs a Python program that finds the device in `disk`, a block of 4096 bytes in `block`, and prints lines.
    static func python(_ text: String, on loop: LoopDevice) async throws -> [String] {
        let opening = """
            import mmap, os, time
            disk = os.open("\(loop.path)", os.O_RDWR | os.O_DIRECT)
            block = mmap.mmap(-1, 4096)
            def fill(value): block[:] = bytes([value]) * 4096
            def read(offset):
                os.preadv(disk, [block], offset)
                return bytes(block)
            def tried(action):
                try: return str(action())
                except OSError as error: return os.strerror(error.errno)

            """
        let lines = Mutex<[String]>([])
        let end = try await Program("python3", "python3", ["-c", opening + text]).run(deadline: .seconds(60)) { line in
            lines.withLock { $0.append(line) }
        }
        let printed = lines.withLock { $0 }
        #expect(end.isSuccess, "\(printed)")
        return printed
    }

    @Test func whatIsWrittenIsRead() async throws {
        let lines = try await withDisk(.ext4, size: 16 << 20) { disk in
            try await Self.python(
                """
                fill(7); print(os.pwritev(disk, [block], 8192))
                fill(0); print(read(8192) == bytes([7]) * 4096)
                """, on: try disk.attach())
        }
        #expect(lines == ["4096", "True"])
    }

    @Test func theNthWriteFailsWithItsErrorAndNoOther() async throws {
        let lines = try await withDisk(.ext4, size: 16 << 20) { disk in
            let loop = try disk.attach()
            let writes = Atomic(0)
            disk.setJudge { request in
                guard request.operation == .write else { return Disk.Ruling() }
                var fate = DiskFate()
                if writes.add(1, ordering: .relaxed).newValue == 2 { fate.error = .noSpace }
                return Disk.Ruling(fate)
            }
            return try await Self.python(
                "for place in range(3): print(tried(lambda: os.pwritev(disk, [block], place * 4096)))", on: loop)
        }
        #expect(lines == ["4096", "No space left on device", "4096"])
    }

    @Test(arguments: [(DiskOperation.read, "read(0)[0]"), (.flush, "os.fsync(disk)")])
    func readsAndFlushesFailToo(operation: DiskOperation, action: String) async throws {
        let lines = try await withDisk(.ext4, size: 16 << 20) { disk in
            let loop = try disk.attach()
            disk.setJudge { request in
                var fate = DiskFate()
                if request.operation == operation { fate.error = .io }
                return Disk.Ruling(fate)
            }
            let failed = try await Self.python(
                "os.pwritev(disk, [block], 0); print(tried(lambda: \(action)))", on: loop)
            // It heals at once.
            disk.setJudge(nil)
            return failed
                + (try await Self.python("os.pwritev(disk, [block], 0); print(tried(lambda: \(action)))", on: loop))
        }
        #expect(lines.first == "Input/output error")
        #expect(lines.last != "Input/output error")
    }

    @Test func oneBitOfAReadIsWrongAndTheDiskIsRight() async throws {
        let lines = try await withDisk(.ext4, size: 16 << 20) { disk in
            let loop = try disk.attach()
            let isDone = Atomic(false)
            disk.setJudge { request in
                var fate = DiskFate()
                if request.operation == .read, request.offset == 4096, !isDone.exchange(true, ordering: .relaxed) {
                    fate.flippedBit = 8 * 100 + 3
                }
                return Disk.Ruling(fate)
            }
            return try await Self.python(
                """
                fill(0); os.pwritev(disk, [block], 4096)
                for _ in range(2): print([(place, byte) for place, byte in enumerate(read(4096)) if byte])
                """, on: loop)
        }
        #expect(lines == ["[(100, 8)]", "[]"])
    }

    @Test func aTornWriteIsThereInPart() async throws {
        let lines = try await withDisk(.ext4, size: 16 << 20) { disk in
            let loop = try disk.attach()
            disk.setJudge { request in
                var fate = DiskFate()
                if request.operation == .write { fate.kept = 512 }
                return Disk.Ruling(fate)
            }
            return try await Self.python(
                """
                fill(5); print(os.pwritev(disk, [block], 1 << 20))
                print(sum(byte == 5 for byte in read(1 << 20)))
                """, on: loop)
        }
        #expect(lines == ["4096", "512"])
    }

    @Test func aDelayLastsAsLongAsItIsToldAndEndsWhenItIsLifted() async throws {
        let lines = try await withDisk(.ext4, size: 16 << 20) { disk in
            let loop = try disk.attach()
            disk.setJudge { request in
                var fate = DiskFate()
                if request.operation == .flush { fate.delay = .milliseconds(300) }
                return Disk.Ruling(fate)
            }
            let timing = "start = time.monotonic(); os.fsync(disk); print(time.monotonic() - start)"
            let slow = try await Self.python("os.pwritev(disk, [block], 0); " + timing, on: loop)
            disk.setJudge { request in
                // The fault is lifted while it holds a request.
                Task { disk.setJudge(nil) }
                var fate = DiskFate()
                fate.delay = .seconds(50)
                return Disk.Ruling(fate)
            }
            return slow + (try await Self.python("os.pwritev(disk, [block], 0); " + timing, on: loop))
        }
        let seconds = lines.compactMap(Double.init)
        try #require(seconds.count == 2)
        #expect(seconds[0] >= 0.3)
        #expect(seconds[1] < 20)
    }

    @Test func afterThePowerIsCutWritesAreLostAndFlushedOnesAreThere() async throws {
        let lines = try await withDisk(.ext4, size: 16 << 20) { disk in
            var loop: LoopDevice? = try disk.attach()
            let before = try #require(loop)
            _ = try await Self.python(
                """
                fill(1); os.pwritev(disk, [block], 15 << 20); os.fsync(disk)
                fill(2); os.pwritev(disk, [block], (15 << 20) + 4096)
                """, on: before)
            try await disk.cut()
            try await disk.letGo()
            let told = try await Self.python(
                "fill(3); print(os.pwritev(disk, [block], (15 << 20) + 8192)); os.fsync(disk)", on: before)
            let history = try await disk.history()
            #expect(history.writes { true }.map(\.offset).suffix(2) == [15 << 20, (15 << 20) + 4096])
            loop = nil
            try await disk.restore(history) { false }
            return told
                + (try await Self.python(
                    "print([read((15 << 20) + p * 4096)[0] for p in range(3)])", on: try disk.attach()))
        }
        // The disk says that it has written.
        #expect(lines.first == "4096")
        #expect(lines.last == "[1, 0, 0]")
    }

    @Test func countsAreThoseOfTheDisk() async throws {
        let counts = try await withDisk(.ext4, size: 16 << 20) { disk in
            let loop = try disk.attach()
            let before = try await disk.counts()
            _ = try await Self.python("os.pwritev(disk, [block], 0); os.fsync(disk)", on: loop)
            let after = try await disk.counts()
            return (
                after.writes - before.writes, after.flushes - before.flushes, after.bytesWritten - before.bytesWritten
            )
        }
        #expect(counts.0 == 1)
        #expect(counts.1 >= 1)
        #expect(counts.2 == 4096)
    }

    /// sync(2) waits for every file system of the machine, also for one whose disk hangs.
    @Test func aHungDiskHoldsSyncNoLongerThanItHangs() async throws {
        let seconds = try await withDisk(.ext4, size: 64 << 20) { disk in
            let loop = try disk.attach()
            let lines = Mutex<[String]>([])
            let script = """
                mount -t ext4 \(loop.path) /mnt
                echo mounted
                until [ -e /mnt/../tmp/chaospull-hung-\(loop.number) ]; do sleep 0.01; done
                head -c 100000 /dev/zero >/mnt/file
                python3 -c 'import os, time; start = time.monotonic(); os.sync(); print(time.monotonic() - start)'
                """
            let flag = "/tmp/chaospull-hung-\(loop.number)"
            defer { unlink(flag) }
            _ = try await Program("script", "sh", ["-c", script]).runContained { line in
                lines.withLock { $0.append(line) }
                guard line == "mounted" else { return }
                let hangs = Atomic(0)
                disk.setJudge { request in
                    var fate = DiskFate()
                    guard request.operation == .write else { return Disk.Ruling() }
                    if hangs.add(1, ordering: .relaxed).newValue == 1 { fate.delay = .seconds(2) }
                    return Disk.Ruling(fate)
                }
                close(open(flag, O_CREAT | O_WRONLY, 0o600))
            }
            return lines.withLock { $0.compactMap(Double.init).first }
        }
        let waited = try #require(seconds)
        #expect(waited >= 2)
        #expect(waited < 10)
    }
}
