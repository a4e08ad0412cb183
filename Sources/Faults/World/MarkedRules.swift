/// Firewall rules of the router that carry the mark of their fault, so that each counts and removes its own.
package enum MarkedRules {
    /// A rule in the table `mangle`, since the packet mangler's rules replace those in `filter`.
    ///
    /// - Parameters:
    ///   - program: `iptables` or `ip6tables`.
    ///   - change: `-A` to add it, `-D` to delete it.
    ///   - rule: its chain, match and target.
    static func rule(_ program: String, _ change: String, _ rule: String) -> String {
        "\(program) -w -t mangle \(change) \(rule) -m comment --comment \"$MARK\""
    }

    /// Prints how many packets matched each rule of the fault.
    static let counter = """
        for program in iptables ip6tables; do
            $program -w -t mangle -nvxL | grep -F "/* $MARK */" | while read -r packets rest; do echo $packets; done
        done
        """
}
