import Judging

extension SavedRun {
    /// Replaces the verdict in the folder.
    public func writeVerdict() throws { try RunFolder(existing: folder).write(recordedResult) }
}
