import Foundation
import Sandboxing

/// A loop device over a file, by its number and the kernel's count of all disks: the number alone may be used again.
struct AttachedLoop: Hashable, CustomStringConvertible {
    let number: Int
    /// `diskseq` (Documentation/ABI/stable/sysfs-block).
    let sequence: String

    var description: String { "loop\(number) (disk \(sequence))" }

    private init?(number: Int) {
        guard let sequence = try? readTextFile("/sys/block/loop\(number)/diskseq"),
            FileManager.default.fileExists(atPath: "/sys/block/loop\(number)/loop/backing_file")
        else { return nil }
        self.number = number
        self.sequence = sequence.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Those that processes see mounted; block devices of the loop driver have the major number 7.
    static func mounted(by processes: Set<ProcessIdentity>) -> Set<AttachedLoop> {
        var numbers: Set<Int> = []
        for process in processes {
            guard let mounts = try? readTextFile("/proc/\(process.number)/mountinfo") else { continue }
            for line in mounts.split(separator: "\n") {
                // Number of the mount, of its parent, and the device (proc_pid_mountinfo(5)).
                let fields = line.split(separator: " ")
                guard fields.count > 2, fields[2].hasPrefix("7:"), let number = Int(fields[2].dropFirst(2)) else {
                    continue
                }
                numbers.insert(number)
            }
        }
        return Set(numbers.compactMap(AttachedLoop.init))
    }

    /// Those that are still attached ten seconds after their users have gone.
    static func remaining(of loops: Set<AttachedLoop>) async throws -> Set<AttachedLoop> {
        let end = ContinuousClock.now + .seconds(10)
        while true {
            let left = loops.filter { AttachedLoop(number: $0.number) == $0 }
            if left.isEmpty || ContinuousClock.now > end { return left }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
