/// A request that the kernel makes of the disk under the puller's storage.
package struct DiskRequest: FaultOccasion, Equatable {
    /// What is asked of the disk.
    package var operation: DiskOperation
    /// The first byte; 0 for a flush.
    package var offset: Int
    /// How many bytes; 0 for a flush.
    package var length: Int
    /// How many bytes requests of this kind had since the pull began, with this one.
    package var total: Int

    package init(_ operation: DiskOperation, offset: Int = 0, length: Int = 0, total: Int? = nil) {
        self.operation = operation
        self.offset = offset
        self.length = length
        self.total = total ?? length
    }

    /// Requests of one kind are counted together.
    package var flow: FlowKey { .disk(operation) }

    package var detail: String {
        operation == .flush
            ? "a flush" : "a \(operation.rawValue) of \(length) bytes at \(Units.text(bytes: offset))"
    }

    package func isMeant(by match: Match) -> Bool {
        if let wanted = match.operation, wanted != operation { return false }
        guard let range = match.range else { return true }
        return operation != .flush && offset < range.upperBound && offset + length > range.lowerBound
    }
}

/// What the kernel can ask of a disk.
public enum DiskOperation: String, Sendable, Codable, CaseIterable {
    case read, write
    /// What was written before it must be on the disk when it is answered.
    case flush
}
