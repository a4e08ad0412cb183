import Foundation

/// The command `chaospull` as a process.
///
/// Waiting for it blocks no thread that other tests need.
struct Harness {
    private let process = Process()
    private let ended: AsyncStream<Never>
    private let log: URL

    init(_ arguments: [String]) throws {
        log = FileManager.default.temporaryDirectory.appending(path: "chaospull-\(UUID().uuidString).log")
        guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let output = try FileHandle(forWritingTo: log)
        let (ended, end) = AsyncStream.makeStream(of: Never.self)
        self.ended = ended
        process.executableURL = URL(fileURLWithPath: Requirements.command)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: Requirements.repository)
        process.standardOutput = output
        process.standardError = output
        process.terminationHandler = { _ in end.finish() }
        try process.run()
    }

    var number: Int32 { process.processIdentifier }

    /// Valid once `end` has returned.
    var exitCode: Int32 { process.terminationStatus }

    /// Waits for the end; returns what it printed.
    @discardableResult func end() async -> String {
        for await _ in ended {}
        defer { try? FileManager.default.removeItem(at: log) }
        return (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    }
}
