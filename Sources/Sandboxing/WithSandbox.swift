import Subprocess
import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

/// Makes a sandbox, runs `body` and takes the sandbox down.
///
/// All of it belongs to one process whose standard input is a pipe from here. When this process ends, even by SIGKILL,
/// the pipe ends, the process ends, and the kernel removes every namespace, mount and process of the sandbox.
///
/// - Throws: `SandboxError` if the system refuses; what `body` throws.
package func withSandbox<Value: Sendable>(
    _ plan: SandboxPlan, body: (Sandbox) async throws -> Value
) async throws -> Value {
    try Privileges.check()
    ControlGroupSweep.once
    let groups = plan.controllers.isEmpty ? nil : try ControlGroups(plan.controllers)
    return try await withSandbox(plan, in: groups, body: body)
}

/// Sees to it that the control groups are gone in the end, also if the first process was killed.
private func withSandbox<Value: Sendable>(
    _ plan: SandboxPlan, in groups: ControlGroups?, body: (Sandbox) async throws -> Value
) async throws -> Value {
    let result: Result<Value, any Error>
    do {
        result = .success(try await withFirstProcess(plan, in: groups, body: body))
    } catch { result = .failure(error) }
    await groups?.remove()
    return try result.get()
}

private func withFirstProcess<Value: Sendable>(
    _ plan: SandboxPlan, in groups: ControlGroups?, body: (Sandbox) async throws -> Value
) async throws -> Value {
    let script = HolderScript(
        plan: plan, separateFolders: plan.baseFolder == "/" ? try HostMounts.current() : [], groups: groups)
    let lower = LowerLayers(root: plan.baseFolder, places: ["/"] + script.separateFolders)
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = []
    let configuration = Configuration(
        executable: .name("unshare"),
        arguments: [
            "--net", "--mount", "--pid", "--cgroup", "--ipc", "--uts", "--fork", "--kill-child=KILL",
            "--", "sh", "-c", script.text,
        ],
        environment: .custom(["PATH": Program.searchPath]),
        platformOptions: options
    )
    do {
        let result = try await Subprocess.run(
            configuration, input: .inputWriter, output: .sequence, error: .combinedWithOutput
        ) { execution in
            let disk = StorageDisk(plan.storageDevice?.path)
            let sandbox = try await readiness(of: execution.standardOutput, over: lower, in: groups, on: disk)
            let value = try await body(sandbox)
            try await execution.standardInputWriter.finish()
            // It ends with its input, and the kernel ends the rest; if not, by a signal that nothing can trap.
            let process = execution.processIdentifier
            if await !ProcessWatch.waitForEnd(of: process, within: sandboxPatience) { kill(process.value, SIGKILL) }
            return value
        }
        return result.closureResult
    } catch let error as SubprocessError {
        try Task.checkCancellation()
        throw SandboxError(.notStarted, "unshare could not be run: \(error); run 'chaospull doctor'")
    }
}

/// Waits for the line `ready NUMBER`; if it never comes, the lines before it are the reason.
private func readiness(
    of output: SubprocessOutputSequence, over lower: LowerLayers, in groups: ControlGroups?, on disk: StorageDisk
) async throws -> Sandbox {
    try await withThrowingTaskGroup(of: Sandbox.self) { group in
        group.addTask { try await firstSandbox(in: output, over: lower, groups, disk) }
        group.addTask {
            try await Task.sleep(for: sandboxStartPatience)
            throw SandboxError(
                .refused, "the sandbox was not ready after \(sandboxStartPatience); run 'chaospull doctor'")
        }
        defer { group.cancelAll() }
        guard let sandbox = try await group.next() else { throw CancellationError() }
        return sandbox
    }
}

/// How long making namespaces, mounts and links may take; it takes 0.1 s on an idle machine.
private let sandboxStartPatience = Duration.seconds(60)

/// How long the kernel may take over ending all processes of the node.
private let sandboxPatience = Duration.seconds(10)

private func firstSandbox(
    in output: SubprocessOutputSequence, over lower: LowerLayers, _ groups: ControlGroups?, _ disk: StorageDisk
) async throws -> Sandbox {
    var said: [String] = []
    for try await line in output.strings() {
        let words = line.split(whereSeparator: \.isWhitespace)
        if words.count == 2, words[0] == "ready", let holder = Int32(words[1]) {
            return Sandbox(holder: holder, lower: lower, groups: groups, disk: disk)
        }
        said.append(line.trimmed)
    }
    throw SandboxError(
        .refused, "the sandbox did not start: \(said.joined(separator: "; ")); run 'chaospull doctor'"
    )
}

/// The privileges that making namespaces needs.
package enum Privileges {
    package static func check() throws(SandboxError) {
        guard geteuid() == 0 else {
            throw SandboxError(.refused, "namespaces need root; run chaospull as root, for example with sudo")
        }
    }
}

extension HostMounts {
    /// Reads the mounts of this process.
    static func current() throws -> [String] {
        let text = try readTextFile("/proc/self/mountinfo")
        return separateFolders(in: text) { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        }
    }
}

/// Reads a small text file, such as those of proc(5).
package func readTextFile(_ path: String) throws -> String {
    let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    return try file.closeAfter {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer.prefix(count)
        }
    }
}
