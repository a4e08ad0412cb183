import Mangling
import Sandboxing
import Synchronization

/// Collects the parts of one run's capture from several threads.
package final class CaptureLog: Sendable {
    /// The captured devices of the wire namespace, and what each one sees.
    static let interfaces = [
        (name: "wire0", side: "node side: what the node sends before the mangler, and what reaches the node"),
        (name: "wire1", side: "net side: what the services send before the mangler, and what reaches the services"),
    ]

    /// At most this many bytes of frames are kept, in memory until the run is over.
    static let limit = CaptureReport.limit
    /// At most this many fates of packets are kept.
    ///
    /// Even with the shortest packets, `limit` is reached first.
    private static let judgedLimit = 4_000_000

    private struct State {
        var keys: [UInt8] = []
        var judged: [JudgedPacket] = []
        var capture = PacketCapture(interfaces: CaptureLog.interfaces.map(\.name), limit: CaptureLog.limit)
    }

    private let state = Mutex(State())

    package init() {}

    /// Captures both sides of the wire while `body` runs.
    func capturing<Value: Sendable>(
        in sandbox: Sandbox, body: () async throws -> Value
    ) async throws -> Value {
        try await withCapture(
            of: Self.interfaces.map(\.name), namespace: sandbox.networkNamespace("wire"), limit: Self.limit,
            finish: { capture in state.withLock { $0.capture = capture } }, body: body
        )
    }

    func log(keys: [UInt8]) { state.withLock { $0.keys += keys } }

    func note(_ packet: JudgedPacket) {
        state.withLock { if $0.judged.count < Self.judgedLimit { $0.judged.append(packet) } }
    }

    /// The capture file, once the run is over.
    ///
    /// - Parameters:
    ///   - title: names the run.
    ///   - timelineZero: the time of the timeline's zero, in nanoseconds since 1970.
    func file(title: String, timelineZero: UInt64) -> CaptureFile {
        let state = state.withLock { $0 }
        return CaptureFile(
            capture: state.capture, judged: state.judged, keys: state.keys, title: title, timelineZero: timelineZero
        )
    }
}
