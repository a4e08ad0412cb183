import Mangling
import Sandboxing
import Synchronization

/// Gathers what the capture of one run is made of, from the threads that know it.
package final class CaptureLog: Sendable {
    /// Devices of the wire namespace, with what is seen at each.
    static let interfaces = [
        (name: "wire0", side: "node side: what the node sends before the mangler, and what reaches the node"),
        (name: "wire1", side: "net side: what the services send before the mangler, and what reaches the services"),
    ]

    /// Bytes of frames that one run keeps at most, in memory until it is over.
    static let limit = CaptureReport.limit
    /// Packets whose fate is kept at most; such a number of the shortest packets is more than `limit` has room for.
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

    /// What is there, once the run is over.
    ///
    /// - Parameters:
    ///   - title: says which run it was.
    ///   - timelineZero: the time of the timeline's zero, in nanoseconds since 1970.
    func file(title: String, timelineZero: UInt64) -> CaptureFile {
        let state = state.withLock { $0 }
        return CaptureFile(
            capture: state.capture, judged: state.judged, keys: state.keys, title: title, timelineZero: timelineZero
        )
    }
}
