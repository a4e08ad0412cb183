/// What a run's capture contains, and what it lacks.
public struct CaptureReport: Sendable, Codable, Equatable {
    /// Frames in the file; a packet that crossed the wire counts twice.
    public let frames: Int
    /// Frames that the kernel had no room for.
    public let dropped: Int
    /// Frames that came after the file was full.
    public let leftOut: Int
    /// Comments about what faults did to packets.
    public let comments: Int
    /// Comments whose packet is not in the file.
    public let commentsLeftOut: Int

    /// At most this many bytes of frames are kept.
    package static let limit = 256 << 20

    package init(frames: Int, dropped: Int, leftOut: Int, comments: Int, commentsLeftOut: Int) {
        self.frames = frames
        self.dropped = dropped
        self.leftOut = leftOut
        self.comments = comments
        self.commentsLeftOut = commentsLeftOut
    }

    /// Warnings for readers of the file; empty if the capture is complete.
    package var problems: [String] {
        var problems: [String] = []
        if dropped > 0 { problems.append("the kernel dropped \(dropped) frames, so the capture has gaps") }
        if leftOut > 0 {
            problems.append("the capture is cut at \(Self.limit >> 20) MiB: \(leftOut) later frames are missing")
        }
        if commentsLeftOut > 0 {
            problems.append("\(commentsLeftOut) packets that faults met are missing, and their comments with them")
        }
        return problems
    }
}
