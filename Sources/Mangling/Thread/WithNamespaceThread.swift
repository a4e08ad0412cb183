import Namespaces

/// Work on a thread of its own in a network namespace, which goes on until it is told to stop.
protocol NamespaceWork: Sendable {
    associatedtype Report: Sendable

    /// Does the work.
    ///
    /// - Parameters:
    ///   - wakeup: readable once the work is to stop.
    ///   - ready: called once `body` may begin.
    func run(until wakeup: Wakeup, ready: () -> Void) throws(ManglingError) -> Report
}

/// Runs `work` on a thread in a network namespace while `body` runs.
///
/// - Returns: the results of `body` and of the work; both are there, whichever failed.
/// - Throws: `ManglingError` if the work did not become ready; `body` is not run then.
func withNamespaceThread<Work: NamespaceWork, R: Sendable>(
    in path: String, _ work: Work, body: () async throws -> R
) async throws(ManglingError) -> (Result<R, any Error>, Result<Work.Report, ManglingError>) {
    let wakeup = try Wakeup()
    let ready = OneShot<ManglingError?>()
    let ended = OneShot<Result<Work.Report, ManglingError>>()
    let thread: NamespaceThread
    do {
        thread = try NamespaceThread(in: path) { problem in
            let result = Result { () throws(ManglingError) in
                if let problem { throw ManglingError(problem) }
                return try work.run(until: wakeup) { ready.fulfil(nil) }
            }
            if case .failure(let error) = result { ready.fulfil(error) }
            ended.fulfil(result)
        }
    } catch { throw ManglingError(error) }
    if let error = await ready.value() {
        thread.join()
        throw error
    }
    let result: Result<R, any Error>
    do {
        result = .success(try await body())
    } catch {
        result = .failure(error)
    }
    wakeup.signal()
    let report = await ended.value()
    // The work is done, so this takes no time; afterwards the thread has left the namespace.
    thread.join()
    return (result, report)
}
