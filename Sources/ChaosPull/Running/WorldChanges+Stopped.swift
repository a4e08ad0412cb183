import Faults
import Pullers

/// Changes that are made and undone while the puller's daemon is stopped.
extension WorldChanges {
    /// Notes the moment before the earlier pull, if a change is about what that leaves, and keeps what there is if one needs
    /// it.
    func beginEarlierPull(_ session: PullerSession) async throws {
        if all.contains(where: \.needsKeptFiles) {
            try await session.whileStopped(isAbrupt: false) { try await watchStore(StoreWound.keeping) }
        }
        if all.contains(where: \.isOfEarlierPull) { try await watchStore(StoreWound.beginning) }
    }

    /// Makes those that are in force from the start, and starts the puller again with them.
    ///
    /// A daemon that does not start with them is no failure of the harness: the pull is asked for all the same.
    ///
    /// - Parameter rehearse: pulls what has been pulled before, so that it shows which files of the store are read.
    func beginStopped(
        _ session: PullerSession, _ recorder: Recorder, rehearse: @Sendable () async throws -> Void
    ) async throws {
        let due = all.filter { $0.isMadeWhileStopped && $0.isInForceFromTheStart }
        guard !due.isEmpty else { return }
        if due.contains(where: \.isOfEarlierPull) {
            try await session.whileStopped(isAbrupt: false) { try await watchStore(StoreWound.aging) }
            if session.hasDaemon { try await watchStore(StoreWound.starting) }
            try await rehearse()
        }
        recorder.record(.phase(Phase(.restarting)))
        try await session.whileStopped(isAbrupt: due.contains(where: \.isAbrupt)) {
            for change in due {
                guard let told = try await change.applyStopped() else { continue }
                recorder.recordFiring(of: change.fault, told)
            }
        }
    }

    /// Undoes everything that is in force, the daemon stopped where that is needed.
    ///
    /// - Returns: how long a running daemon may not notice.
    func lift(in session: PullerSession) async throws -> Duration {
        guard all.contains(where: \.needsRestart) else { return try await lift() }
        return try await session.whileStopped(isAbrupt: false) { try await lift() }
    }
}
