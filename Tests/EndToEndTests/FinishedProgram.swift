import Subprocess
import SystemPackage

/// How a program ended and what it printed.
struct FinishedProgram: Sendable {
    /// More than any program here prints.
    private static let longest = 64 << 20

    let code: Int32
    let output: String
    let error: String

    /// Runs a program to its end.
    static func of(_ program: String, _ arguments: [String], input: String = "") async throws -> FinishedProgram {
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments),
            workingDirectory: FilePath(Requirements.repository), input: .string(input),
            output: .bytes(limit: longest), error: .bytes(limit: longest))
        return FinishedProgram(
            code: result.terminationStatus.number, output: String(decoding: result.standardOutput, as: UTF8.self),
            error: String(decoding: result.standardError, as: UTF8.self))
    }
}
