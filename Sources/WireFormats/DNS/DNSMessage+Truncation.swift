extension DNSMessage {
    /// The message cut to fit `size` bytes on the wire, with the TC bit if something needed is missing.
    ///
    /// RFC 2181 section 9: additional records, and authorities beside answers, go first and silently; then answers
    /// (or, if there are none, authorities) from the end. Header, questions and OPT record always stay, even if they
    /// do not fit.
    package func truncated(to size: Int) -> DNSMessage {
        var shorter = self
        if shorter.fits(size) { return shorter }
        shorter.additionals = []
        if shorter.fits(size) { return shorter }
        if !answers.isEmpty {
            shorter.authorities = []
            if shorter.fits(size) { return shorter }
        }
        shorter.isTruncated = true
        let records = answers.isEmpty ? \DNSMessage.authorities : \DNSMessage.answers
        let all = shorter[keyPath: records]
        var kept = 0
        var tooMany = all.count
        // A longer prefix of the records is a longer message, so halving finds the longest that fits.
        while tooMany - kept > 1 {
            let middle = (kept + tooMany) / 2
            shorter[keyPath: records] = Array(all.prefix(middle))
            if shorter.fits(size) { kept = middle } else { tooMany = middle }
        }
        shorter[keyPath: records] = Array(all.prefix(kept))
        return shorter
    }

    private func fits(_ size: Int) -> Bool { encoded().count <= size }
}
