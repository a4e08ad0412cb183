/// What the packet mangler did in a run, and whether it lost packets of its own.
public struct ManglerReport: Sendable, Codable, Equatable {
    /// Packets that were judged; one that the sender's kernel left uncut and no fault had to see in parts counts once.
    package var packets = 0
    /// Those of them that were judged by the queue of uncut packets, where no fault had to see single ones.
    package var uncut = 0
    /// Connections that were let go since no fault asked for anything of them any more; packets after that are not
    /// among those that were judged.
    package var letGo = 0
    /// Packets that a fault dropped, by a reset too.
    package var dropped = 0
    /// Packets that a fault held back.
    package var delayed = 0
    /// Packets that went on with other bytes.
    package var changed = 0
    /// Packets that were answered with some of the mangler's own: RSTs, a FIN or an ICMP error.
    package var answered = 0
    /// Packets that were sent behind others: copies of them, and pieces of segments.
    package var added = 0
    /// How often the netlink socket's buffer overran (ENOBUFS).
    package var overruns = 0
    /// Packets the kernel dropped because the queue was full: column 6 of `/proc/net/netfilter/nfnetlink_queue`.
    package var kernelQueueDropped = 0
    /// Packets the kernel dropped because the socket's buffer was full: column 7 of the same file.
    package var kernelUserDropped = 0
    /// Packets whose headers make no sense; they pass as they are.
    package var unparsable = 0
    /// Verdicts the kernel refused, other than for packets that it had given up itself.
    package var verdictsRefused = 0
    /// Packets of its own that could not be sent.
    package var injectionsFailed = 0
    /// Decisions that were carried out but left out of the timeline, beyond `ManglerPlan.maxRecordedDecisions`.
    package var decisionsNotRecorded = 0

    /// Makes the report of a mangler that has seen nothing.
    package init() {}

    /// Whether every packet met the fate that the faults chose and no other; if not, the run proves nothing.
    package var isLossless: Bool {
        overruns == 0 && kernelQueueDropped == 0 && kernelUserDropped == 0 && verdictsRefused == 0
            && injectionsFailed == 0
    }
}
