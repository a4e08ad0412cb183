import Foundation

/// The command `chaospull` as a process of its own, waited for without blocking a thread that other tests need.
struct Harness {
    private let process = Process()
    private let ended: AsyncStream<Never>

    init(_ arguments: [String]) throws {
        let (ended, end) = AsyncStream.makeStream(of: Never.self)
        self.ended = ended
        process.executableURL = URL(fileURLWithPath: Requirements.command)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: Requirements.repository)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.terminationHandler = { _ in end.finish() }
        try process.run()
    }

    var number: Int32 { process.processIdentifier }

    /// Valid once `end` has returned.
    var exitCode: Int32 { process.terminationStatus }

    func end() async { for await _ in ended {} }
}
