extension ControlGroup {
    /// Limits the bytes a second that the group reads of a disk, and as many that it writes to it.
    ///
    /// - Parameters:
    ///   - rate: nil lifts the limit.
    ///   - disk: its numbers, as in `7:3`.
    func setRate(_ rate: Int?, of disk: String) throws {
        switch version {
        case .one:
            for file in Self.rateFiles { try write("\(disk) \(rate ?? 0)", to: file) }
        case .two:
            let most = rate.map { "\($0)" } ?? "max"
            try write("\(disk) rbps=\(most) wbps=\(most)", to: "io.max")
        }
    }

    /// Lifts the limits of all disks; what the kernel refuses stays as it is.
    func liftRates() {
        let lines = (version == .one ? Self.rateFiles : ["io.max"]).flatMap { (read($0) ?? "").split(separator: "\n") }
        for disk in Set(lines.compactMap { $0.split(separator: " ").first }) { try? setRate(nil, of: String(disk)) }
    }

    /// What the kernel has counted of a disk.
    func use(of disk: String) -> DiskUse { DiskUse(version, of: disk, read: read) }

    /// Lines for sh(1) that lift the limit of every disk, of the group in `$group`.
    ///
    /// A process that waits for its turn cannot be killed, and a group that has one cannot be removed.
    static let rateLifting = """
        for file in \(rateFiles.map { "$group/\($0)" }.joined(separator: " ")); do
            [ ! -f $file ] || while read -r disk rest; do echo "$disk 0" >$file; done <$file
        done
        file=$group/io.max
        [ ! -f $file ] || while read -r disk rest; do echo "$disk rbps=max wbps=max" >$file; done <$file
        """

    /// Of version 1 (Linux, Documentation/admin-guide/cgroup-v1/blkio-controller.rst).
    private static let rateFiles = ["blkio.throttle.read_bps_device", "blkio.throttle.write_bps_device"]
}
