/// A system call of the puller that a fault met.
public struct FaultedCall: Sendable, Codable, Equatable {
    /// The name of the process that made the call, as in `dockerd`.
    public let process: String
    /// As in `fsync`.
    public let call: String
    /// The file that it was about, as the node sees it; nil if it was about none.
    public let path: String?
    /// What it failed with, as in `EIO` (errno(3)); nil if it was only late.
    public let error: String?

    package init(process: String, call: String, path: String?, error: String?) {
        self.process = process
        self.call = call
        self.path = path
        self.error = error
    }
}
