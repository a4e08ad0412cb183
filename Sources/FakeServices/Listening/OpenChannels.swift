import NIOCore
import Synchronization

/// All open channels, so that none outlives the services.
final class OpenChannels: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isClosing = false
    }

    private let state = Mutex(State())

    func add(_ channel: any Channel) {
        let isClosing = state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = channel
            return state.isClosing
        }
        channel.closeFuture.whenComplete { [self] _ in
            state.withLock { $0.channels[ObjectIdentifier(channel)] = nil }
        }
        if isClosing { WireHandler.abort(channel) }
    }

    /// Closes all channels, also those that are added later.
    func closeAll() async {
        while true {
            let channels = state.withLock { state in
                state.isClosing = true
                return Array(state.channels.values)
            }
            if channels.isEmpty { return }
            for channel in channels { WireHandler.abort(channel) }
            for channel in channels { try? await channel.closeFuture.get() }
        }
    }
}
