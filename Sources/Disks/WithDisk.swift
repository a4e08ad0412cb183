import CDisks
import CStages
import Faults
import Namespaces
import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

/// Serves a disk with an empty file system while `body` runs.
///
/// The server is a process of its own, this executable started again. It ends when this process ends, even by SIGKILL;
/// then what is mounted fails, and the loop device goes with its last user.
///
/// - Throws: `DiskProblem` if the system refuses; what `body` throws.
package func withDisk<Value: Sendable>(
    _ kind: StorageKind, size: Int, body: @escaping @Sendable (Disk) async throws -> Value
) async throws -> Value {
    var ends: [Int32] = [-1, -1]
    let cause = chaospull_message_pair(&ends)
    guard cause == 0 else { throw DiskProblem("a socket", cause: -cause) }
    let (own, servers) = (ends[0], OwnedDescriptor(ends[1]))
    defer { close(own) }
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = []
    let configuration = Configuration(
        executable: .path("/proc/self/exe"),
        arguments: [CHAOSPULL_STAGE_PREFIX + "disk", "\(size)", "\(max(2 * size, 1 << 28))"],
        environment: .custom([:]), platformOptions: options)
    let disk = Disk(size: size, connection: own)
    let result = try await Subprocess.run(
        configuration, input: .fileDescriptor(servers.descriptor, closeAfterSpawningProcess: false), output: .discarded,
        error: .discarded
    ) { execution in
        // Then the server's end ends the connection.
        servers.close()
        try disk.begin(with: execution.processIdentifier.value)
        let thread = try PlainThread { disk.serve() }
        // The server ends with its connection, and the thread with the server.
        defer {
            shutdown(own, Int32(SHUT_RDWR))
            thread.join()
        }
        try await makeFileSystem(kind, on: disk)
        return try await body(disk)
    }
    return result.closureResult
}

/// A descriptor that is closed once, early or with this value: its number may be another file's at once.
private final class OwnedDescriptor: Sendable {
    let descriptor: FileDescriptor
    private let isClosed = Atomic(false)

    init(_ number: Int32) { descriptor = FileDescriptor(rawValue: number) }

    deinit { close() }

    func close() {
        if !isClosed.exchange(true, ordering: .relaxed) { try? descriptor.close() }
    }
}

private func makeFileSystem(_ kind: StorageKind, on disk: Disk) async throws {
    guard let maker = kind.maker else { return }
    let path = try disk.firstStatePath()
    do {
        let result = try await Subprocess.run(
            .name(maker), arguments: Arguments(kind.makerArguments + [path]),
            environment: .custom(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]), output: .discarded,
            error: .string(limit: 4096))
        guard result.terminationStatus.isSuccess else {
            throw DiskProblem("\(maker) failed: \(result.standardError)")
        }
    } catch is SubprocessError {
        throw DiskProblem("\(maker) could not be run; run 'make setup'")
    }
    try await disk.begin()
}
