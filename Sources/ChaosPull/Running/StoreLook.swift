import ImageContent
import Pullers
import Sandboxing

/// A look into the puller's store, with room to look in.
///
/// Many stores tell what they hold only by an export, which needs room for the image once more. A disk that the pull
/// itself has filled must not make a sound image look corrupt, so the file system is larger meanwhile.
struct StoreLook: Sendable {
    let session: PullerSession
    let plan: Plan
    /// What the registry serves: the image with its faults, or without.
    let served: ServedImage

    /// Says what is stored: the image of the tag, or a whole older one, as a stale mirror has it.
    func observe() async throws -> (stored: StoreReport, isStale: Bool?) {
        guard plan.world.storage == .tmpfs else { return try await besideDisk() }
        let gauge = StorageGauge(path: session.sandbox.root + Sandbox.storagePath)
        guard let size = gauge.size else {
            return (StoreReport(present: true, unreadable: "the storage cannot be asked for its size"), nil)
        }
        try await resizeStorage(to: max(size, plan.world.storageSize) + room)
        let seen = try await lookAtAll()
        // What the look has written may still be there; then the file system stays as large as it needs to be.
        try? await resizeStorage(to: size)
        return seen
    }

    /// On a disk nothing is written for the look: what is temporary goes into memory.
    private func besideDisk() async throws -> (stored: StoreReport, isStale: Bool?) {
        let sandbox = session.sandbox
        let folder = Sandbox.temporaryPath
        try await sandbox.run(
            script: "mkdir -p \(folder) && mount -t tmpfs -o mode=755,size=\(room) chaospull \(folder)", in: .node,
            what: "making room to look into the store")
        let seen = try await lookAtAll()
        try await sandbox.run(
            script: "umount -l \(folder)", in: .node, what: "giving back the room for the look")
        return seen
    }

    private func lookAtAll() async throws -> (stored: StoreReport, isStale: Bool?) {
        let stored = try await look(for: served)
        // Where the tag moved during the pull, either image is right; a mixture of both is not.
        if !stored.isWhole, stored.unreadable == nil, let former = plan.formerImage {
            let other = try await look(for: former)
            if other.isWhole { return (other, nil) }
        }
        guard !stored.isWhole, stored.unreadable == nil, let older = plan.olderImage else { return (stored, nil) }
        let stale = try await look(for: older)
        return stale.isWhole ? (stale, true) : (stored, nil)
    }

    private func look(for image: ServedImage) async throws -> StoreReport {
        try await besideServices {
            var report = try await session.stored(truth: image.truth)
            if report.isWhole { try await compareTrees(of: image, &report) }
            report.judgeWithoutExport()
            return report
        }
    }

    /// Adds what differs in the unpacked layers of an image whose bytes are right, or why nobody has looked.
    private func compareTrees(of image: ServedImage, _ report: inout StoreReport) async throws {
        do {
            // What was damaged under the digest that it has is not what the image says.
            let trees = try plan.servedTrees.trees(
                of: image.truth == plan.healthyImage.truth ? plan.healthyImage : image)
            let seen = try await session.compareTrees(with: trees, truth: image.truth)
            report.add(seen.files, problems: seen.problems)
            report.comparedEntries = seen.entries
            if !seen.exceptions.isEmpty { report.treeUnverified = seen.exceptions.joined(separator: "; ") }
        } catch let error as TreeUnread {
            report.treeUnverified = error.description
        }
    }

    /// For the daemon's copy of an export, that of a temporary folder, and as much again.
    private var room: Int { 4 * served.truth.layerSizes.reduce(0, +) + (64 << 20) }

    /// tmpfs takes another size while it is in use (tmpfs(5)).
    private func resizeStorage(to bytes: Int) async throws {
        try await session.sandbox.run(
            script: "mount -o remount,size=\(bytes) \(Sandbox.storagePath)", in: .node,
            what: "making room to look into the store")
    }
}
