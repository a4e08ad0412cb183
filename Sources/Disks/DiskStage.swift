import CDisks
import CStages

#if canImport(Glibc)
import Glibc
#endif

/// The stage `disk`: this executable started again as the server of a disk; see `CStages`.
///
/// Its standard input is the connection to the harness. Arguments: the size of the disk and of the log, in bytes.
@_cdecl("chaospull_stage_disk")
package func diskStage(count: Int32, arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32 {
    func number(_ place: Int) -> Int? {
        guard place < count, let word = arguments?[place] else { return nil }
        return Int(String(cString: word))
    }
    guard let size = number(0), let largestLog = number(1) else { return 2 }
    let harness = STDIN_FILENO
    func fail(_ step: DiskStep, _ cause: Int32) -> Int32 {
        let message = DiskMessage(.failed, UInt64(cause), step.rawValue)
        message.bytes.withUnsafeBytes { _ = write(harness, $0.baseAddress, $0.count) }
        return 1
    }
    // The first descriptor that is opened is the first that the kernel closes at this process's end. Then the disk fails
    // at once and nothing waits for it.
    let connection = open("/dev/fuse", O_RDWR | O_CLOEXEC)
    guard connection >= 0 else { return fail(.connection, errno) }
    let disk = chaospull_memory_file("chaospull-disk", UInt64(size))
    let log = chaospull_memory_file("chaospull-log", 0)
    let first = chaospull_memory_file("chaospull-first", UInt64(size))
    for file in [disk, log, first] where file < 0 { return fail(.memory, -file) }
    let file = chaospull_mount_disk_file(connection)
    guard file >= 0 else { return fail(.mount, -file) }
    let ready = DiskMessage(.ready, UInt64(disk), UInt64(log), UInt64(first), UInt64(file))
    ready.bytes.withUnsafeBytes { _ = write(harness, $0.baseAddress, $0.count) }
    var server = DiskServer(
        connection: connection, harness: harness, disk: disk, log: log, size: size, largestLog: largestLog)
    server.run()
    return 0
}
