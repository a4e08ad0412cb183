import Foundation
import Subprocess
import SystemPackage

/// A program at work, in the folder of the repository.
///
/// Foundation's `Process` is no way to start one here: in a process with many descriptors it reads past the end of what
/// readdir(3) has (`findMaximumOpenFromProcSelfFD`), and crashes.
struct StartedProgram: Sendable {
    let number: Int32
    private let run: Task<Int32, any Error>

    /// - Parameters:
    ///   - input: its standard input; nothing without it. It is closed here, as `output` is.
    ///   - output: its standard output and standard error.
    init(
        _ executable: String, _ arguments: [String], input: FileDescriptor? = nil, output: FileDescriptor
    ) async throws {
        let (numbers, started) = AsyncStream.makeStream(of: Int32.self)
        let input = try input ?? FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
        run = Task {
            defer {
                started.finish()
                for descriptor in Set([input.rawValue, output.rawValue]) {
                    try? FileDescriptor(rawValue: descriptor).close()
                }
            }
            let result = try await Subprocess.run(
                .path(FilePath(executable)), arguments: Arguments(arguments),
                workingDirectory: FilePath(Requirements.repository),
                input: .fileDescriptor(input, closeAfterSpawningProcess: false),
                output: .fileDescriptor(output, closeAfterSpawningProcess: false),
                error: .fileDescriptor(output, closeAfterSpawningProcess: false)
            ) { execution in _ = started.yield(execution.processIdentifier.value) }
            return result.terminationStatus.number
        }
        var iterator = numbers.makeAsyncIterator()
        guard let number = await iterator.next() else {
            _ = try await run.value
            throw CocoaError(.executableLoad)
        }
        self.number = number
    }

    /// Waits for the end; the exit code, or the number of the signal.
    func end() async throws -> Int32 { try await run.value }
}

extension TerminationStatus {
    /// The exit code, or the number of the signal.
    var number: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let signal): signal
        }
    }
}
