/// What the packet mangler did in a run, and whether it lost packets of its own.
public struct ManglerReport: Sendable, Codable, Equatable {
    /// Packets that were judged.
    ///
    /// A packet that was judged uncut counts once.
    package var packets = 0
    /// How many of them were judged uncut, because no fault needed their segments one by one.
    package var uncut = 0
    /// Connections that were let go, because no fault needed them any more; their later packets are not judged and not
    /// counted.
    package var letGo = 0
    /// Packets that a fault dropped, including those replaced by a reset.
    package var dropped = 0
    /// Packets that a fault held back.
    package var delayed = 0
    /// Packets that passed with changed bytes.
    package var changed = 0
    /// Packets that the mangler answered with its own: RSTs, a FIN or an ICMP error.
    package var answered = 0
    /// Packets that were sent in addition: copies, and pieces of segments.
    package var added = 0
    /// How often the netlink socket's buffer overran (ENOBUFS).
    package var overruns = 0
    /// Packets the kernel dropped because the queue was full: column 6 of `/proc/net/netfilter/nfnetlink_queue`.
    package var kernelQueueDropped = 0
    /// Packets the kernel dropped because the socket's buffer was full: column 7 of the same file.
    package var kernelUserDropped = 0
    /// Packets with unreadable headers; they pass unchanged.
    package var unparsable = 0
    /// Verdicts that the kernel refused, except for packets that it had already dropped itself.
    package var verdictsRefused = 0
    /// The mangler's own packets that could not be sent.
    package var injectionsFailed = 0
    /// Decisions left out of the timeline, beyond `ManglerPlan.maxRecordedDecisions`; they were carried out.
    package var decisionsNotRecorded = 0

    /// Makes the report of a mangler that has seen nothing.
    package init() {}

    /// Whether every packet met exactly the fate that the faults chose; if not, the run proves nothing.
    package var isLossless: Bool {
        overruns == 0 && kernelQueueDropped == 0 && kernelUserDropped == 0 && verdictsRefused == 0
            && injectionsFailed == 0
    }
}
