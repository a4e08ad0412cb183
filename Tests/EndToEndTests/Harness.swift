import Foundation
import SystemPackage

/// The command `chaospull` as a process.
struct Harness {
    private let program: StartedProgram
    private let log: URL

    init(_ arguments: [String]) async throws {
        log = FileManager.default.temporaryDirectory.appending(path: "chaospull-\(UUID().uuidString).log")
        let output = try FileDescriptor.open(
            log.path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
        program = try await StartedProgram(Requirements.command, arguments, output: output)
    }

    var number: Int32 { program.number }

    /// Waits for the end; returns its exit code, or the number of a signal, and what it printed.
    @discardableResult func end() async throws -> (code: Int32, printed: String) {
        let code = try await program.end()
        defer { try? FileManager.default.removeItem(at: log) }
        return (code, (try? String(contentsOf: log, encoding: .utf8)) ?? "")
    }
}
