import Foundation

/// How a program ended and what it printed.
struct FinishedProgram: Sendable {
    let code: Int32
    let output: String
    let error: String

    /// Runs a program to its end and waits on a thread of its own.
    ///
    /// The few threads that tasks share serve the runs of other tests.
    static func of(_ program: String, _ arguments: [String], input: String = "") async throws -> FinishedProgram {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.currentDirectoryURL = URL(fileURLWithPath: Requirements.repository)
        process.arguments = arguments
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
                        try stdin.fileHandleForWriting.close()
                        let output = stdout.fileHandleForReading.readDataToEndOfFile()
                        // Their error output is shorter than a pipe's buffer.
                        let error = stderr.fileHandleForReading.readDataToEndOfFile()
                        process.waitUntilExit()
                        return FinishedProgram(
                            code: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
                            error: String(decoding: error, as: UTF8.self))
                    })
            }
        }
    }
}
