/// Captures what crosses interfaces of a network namespace while `body` runs.
///
/// The capture begins before `body` and ends after it, so no frame of `body` is missing.
///
/// Throws a `ManglingError` if the sockets could not be made or broke, else what `body` throws.
///
/// - Parameters:
///   - interfaces: devices of the namespace, as in `wire0`.
///   - path: a file that stands for the namespace, as in `/proc/1234/root/run/netns/wire`.
///   - limit: at most this many bytes are kept, in memory.
///   - finish: gets the capture, also when `body` threw.
package func withCapture<R: Sendable>(
    of interfaces: [String], namespace path: String, limit: Int, finish: (PacketCapture) -> Void,
    body: () async throws -> R
) async throws -> R {
    let (result, captured) = try await withNamespaceThread(
        in: path, CaptureThread(interfaces: interfaces, limit: limit), body: body
    )
    if case .success(let captured) = captured { finish(captured) }
    let value = try result.get()
    _ = try captured.get()
    return value
}
