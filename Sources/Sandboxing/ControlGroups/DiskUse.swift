/// What the kernel has counted of a control group's use of one disk, since the group was made.
package struct DiskUse: Sendable, Equatable {
    package let version: ControlGroupVersion
    /// Bytes a second each way; nil for no limit.
    package var rate: Int?
    /// Bytes: of version 1 what was asked for, whether or not it has had to wait since; of version 2 what has passed.
    package var read = 0
    package var written = 0
    /// Of version 2, for how long a process has waited for a disk; nil where the kernel does not tell.
    package var pressure: Duration?

    /// - Parameters:
    ///   - disk: its numbers, as in `7:3`.
    ///   - read: gives the text of a file of the group; nil if there is no such file.
    init(_ version: ControlGroupVersion, of disk: String, read: (String) -> String?) {
        self.version = version
        func rows(_ file: String, _ first: String) -> [[Substring]] {
            (read(file) ?? "").split(separator: "\n").map { $0.split(separator: " ") }.filter {
                $0.first == first[...]
            }
        }
        switch version {
        case .one:
            rate = rows("blkio.throttle.write_bps_device", disk).first.flatMap { $0.count == 2 ? Int($0[1]) : nil }
            for row in rows("blkio.throttle.io_service_bytes", disk) where row.count == 3 {
                if row[1] == "Read" { self.read = Int(row[2]) ?? 0 }
                if row[1] == "Write" { written = Int(row[2]) ?? 0 }
            }
        case .two:
            rate = rows("io.max", disk).first.flatMap { Self.number("wbps", in: $0) }
            let passed = rows("io.stat", disk).first ?? []
            self.read = Self.number("rbytes", in: passed) ?? 0
            written = Self.number("wbytes", in: passed) ?? 0
            pressure = rows("io.pressure", "some").first.flatMap { Self.number("total", in: $0) }
                .map { .microseconds($0) }
        }
    }

    /// The number of a word such as `wbps=1048576`; nil also for `wbps=max`.
    private static func number(_ key: String, in row: [Substring]) -> Int? {
        row.lazy.compactMap { word in
            word.hasPrefix(key + "=") ? Int(word.dropFirst(key.count + 1)) : nil
        }.first
    }
}
