/// What the kernel of the wire namespace does to all that passes it.
package struct LinkShape: Sendable, Equatable {
    /// Bytes a second out of either device; nil for no limit.
    package var rate: Int?
    /// The largest IP packet that is passed on; nil for that of the devices.
    package var mtu: Int?
    /// Whether the sender of a larger one is told.
    package var isMTUTold = true
    /// TCP connections with one service at once; nil for no limit.
    package var connections: Int?
    /// SYNs of the node with a window of at most so many bytes are counted; nil for none.
    package var countedWindow: Int?

    /// Limits nothing.
    package init() {}

    /// Whether there is nothing to do.
    package var isPlain: Bool { self == LinkShape() }

    /// Commands for sh(1) in the wire namespace.
    ///
    /// Rules stand in the table `mangle`, since those of the mangler replace what is in `filter`.
    var commands: String {
        var lines = ["set -e"]
        if let rate { lines += Self.devices.map { Self.shaping($0, rate: rate) } }
        if let mtu {
            lines.append(Self.routes(change: "$route mtu lock \(mtu)"))
            let fate = isMTUTold ? "ACCEPT" : "DROP"
            lines.append("iptables -w -t mangle -A OUTPUT -p icmp --icmp-type fragmentation-needed -j \(fate)")
            lines.append("ip6tables -w -t mangle -A OUTPUT -p icmpv6 --icmpv6-type packet-too-big -j \(fate)")
        }
        if let connections {
            for (program, mask) in [("iptables", 32), ("ip6tables", 128)] {
                lines.append(
                    "\(program) -w -t mangle -A FORWARD -i wire0 -p tcp --syn -m connlimit "
                        + "--connlimit-above \(connections) --connlimit-mask \(mask) --connlimit-daddr -j DROP")
            }
        }
        if let countedWindow {
            // The window ends 16 bytes into the header of TCP (RFC 9293 section 3.1); see the module u32 for the words.
            for (program, place) in [("iptables", "0>>22&0x3C@12"), ("ip6tables", "52")] {
                lines.append(
                    "\(program) -w -t mangle -A FORWARD -i wire0 -p tcp --syn "
                        + "-m u32 --u32 '\(place)&0xFFFF=0:\(countedWindow)'")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Commands that undo what `commands` did.
    var undoing: String {
        var lines = ["set -e"]
        if rate != nil { lines += Self.devices.map { "tc qdisc delete dev \($0) root" } }
        if mtu != nil { lines.append(Self.routes(change: "$route")) }
        for program in ["iptables", "ip6tables"] where usesRules {
            lines.append("\(program) -w -t mangle -F")
        }
        return lines.joined(separator: "\n")
    }

    private var usesRules: Bool { mtu != nil || connections != nil || countedWindow != nil }

    private static let devices = ["wire0", "wire1"]

    /// The bucket holds 10 ms, and two frames of 1514 bytes at least, or nothing large would ever leave it; the queue
    /// half a second, and 16 frames at least, which is what a connection sends before it is answered (RFC 6928).
    private static func shaping(_ device: String, rate: Int) -> String {
        let burst = max(2 * 1514, rate / 100)
        let limit = max(16 * 1514, rate / 2)
        return "tc qdisc replace dev \(device) root tbf rate \(rate * 8)bit burst \(burst) limit \(limit)"
    }

    /// Writes the routes of both devices anew; `lock`, or IPv6 would not heed them when it forwards (ip-route(8)).
    private static func routes(change: String) -> String {
        """
        for device in \(devices.joined(separator: " ")); do
            for family in -4 -6; do
                ip $family -o route show dev $device proto kernel | grep -v ^fe80 \\
                    | sed 's/ mtu lock [0-9]*//' | while read -r route; do
                    ip $family route replace \(change) dev $device proto kernel
                done
            done
        done
        """
    }
}

/// What the kernel of the wire namespace has counted.
package struct LinkCounters: Sendable, Equatable {
    /// Packets that had to wait for the rate.
    package var waited = 0
    /// Messages that a packet is too big, those that were dropped too.
    package var tooBig = 0
    /// SYNs beyond the limit of connections.
    package var refused = 0
    /// SYNs with a window that was to be counted.
    package var smallWindows = 0

    package init() {}

    /// Reads what `tc -s qdisc` and `iptables -nvxL` print.
    init(printed text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace)
            if let place = words.firstIndex(of: "overlimits"), place + 1 < words.count {
                waited += Int(words[place + 1]) ?? 0
            } else if let packets = words.first.flatMap({ Int($0) }) {
                if line.contains("#conn") {
                    refused += packets
                } else if line.contains("u32") {
                    smallWindows += packets
                } else if line.contains("icmp") {
                    tooBig += packets
                }
            }
        }
    }
}
