/// Firewall rules of the router that carry the mark of their fault, so that each counts and removes its own.
package enum MarkedRules {
    /// The tables that faults use.
    enum Table: String {
        /// Where rules belong unless their target is refused here: the packet mangler queues in `filter`.
        case mangle
        /// For REJECT (iptables-extensions(8)), in front of the rules that queue (`-I`), since a queued packet passes no
        /// later rule.
        case filter
    }

    /// - Parameters:
    ///   - program: `iptables` or `ip6tables`.
    ///   - change: `-A` or `-I` to add it, `-D` to delete it.
    ///   - rule: its chain, match and target.
    static func rule(_ program: String, _ change: String, _ rule: String, in table: Table = .mangle) -> String {
        "\(program) -w -t \(table) \(change) \(rule) -m comment --comment \"$MARK\""
    }

    /// Prints how many packets matched each rule of the fault in a table.
    static func counter(in table: Table = .mangle) -> String {
        """
        for program in iptables ip6tables; do
            $program -w -t \(table) -nvxL | grep -F "/* $MARK */" | while read -r packets rest; do echo $packets; done
        done
        """
    }
}
