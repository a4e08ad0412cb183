/// Informational answers that come before the final one (RFC 9110 section 15.2).
package struct InterimReplies: Sendable, Equatable {
    package var status: Int
    /// How many there are; nil for no end, so that the final answer never comes.
    package var count: Int?
    /// From one to the next.
    package var interval: Duration

    package init(status: Int, count: Int?, interval: Duration) {
        self.status = status
        self.count = count
        self.interval = interval
    }
}
