import ImageContent
import Sandboxing

extension StoreReport {
    /// What it means that a program which tells what is stored has failed.
    ///
    /// What the puller's own store says of itself is a claim about it: no such image, a wrong checksum, a file that is
    /// gone. No room, no time or no daemon to ask is not one: then the store was not read.
    ///
    /// - Parameter isPresent: whether the image is there as far as anyone knows.
    static func ofFailure(_ program: Program, _ end: ProgramEnd, _ text: String, isPresent: Bool) -> StoreReport {
        let sentence = "\(program.name) failed (\(end.text)): \(text.trimmed)"
        if isOfTheHarness(end, text) { return StoreReport(present: true, unreadable: sentence) }
        guard isPresent else { return StoreReport(present: false, problems: []) }
        var report = StoreReport(present: true)
        report.unexportable = "\(program.name) cannot read the image: \(text.trimmed)"
        return report
    }

    private static func isOfTheHarness(_ end: ProgramEnd, _ text: String) -> Bool {
        if end.isTimedOut { return true }
        if case .signaled = end.status { return true }
        let text = text.lowercased()
        return hindrances.contains { text.contains($0) }
    }

    /// The texts of ENOSPC, ENOMEM, EMFILE, EAGAIN and ECONNREFUSED (errno(3)), and of a client that finds no daemon.
    private static let hindrances = [
        "no space left on device", "cannot allocate memory", "too many open files", "resource temporarily unavailable",
        "connection refused", "cannot connect to the docker daemon", "failed to dial", "context deadline exceeded",
    ]
}
