/// Gives the node's TCP sockets a small receive buffer, so that a service may send little before it is answered.
///
/// How fast a connection can be is then the window, about half of the buffer, for each time there and back; without a delay
/// on the way it is hardly felt. UDP has no such setting of a network namespace, and takes one datagram of any size.
package struct NodeReceiveBuffer: NodeFault {
    package static let name = "node.receive-buffer"
    package static let summary = "make the receive buffers of the node's TCP sockets small"
    /// SOCK_MIN_RCVBUF of <net/sock.h>, and less than the window of 64,240 bytes that Linux opens with by itself.
    static let size = Parameter(
        "size", .size(in: 2304...32 << 10),
        "of each; 2304 B is the least that Linux gives a socket. Linux counts its own overhead too")
    package static let parameters: [any ParameterDeclaration] = [size]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
    }

    package var slots: [Slot] { [Slot("the receive buffers of the node")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        // ip-sysctl: tcp_rmem. The router's namespace has what the kernel gives by default.
        let buffers = "/proc/sys/net/ipv4/tcp_rmem"
        return WorldChange(
            [
                .script(.wire, apply: "cat \(buffers) >\"$NOTES/$MARK\"; \(windows("-A"))", undo: windows("-D")),
                .script(
                    .node, apply: "echo \(size) \(size) \(size) >\(buffers)",
                    undo: "cat \"$NOTES/$MARK\" >\(buffers)"),
            ],
            proofs: [.counter(.wire, script: MarkedRules.counter(), unit: "connections with a small window")]
        )
    }

    /// Rules that count SYNs of the node whose window is no larger than the buffer.
    ///
    /// The window ends 16 bytes into the header of TCP (RFC 9293 section 3.1); see the module u32 for the words.
    private func windows(_ change: String) -> String {
        [("iptables", "0>>22&0x3C@12"), ("ip6tables", "52")].map { program, place in
            MarkedRules.rule(
                program, change,
                "FORWARD -i \"$WIRE_NODE_LINK\" -p tcp --syn -m u32 --u32 '\(place)&0xFFFF=0:\(size)'")
        }.joined(separator: "\n")
    }
}

extension InjectedFault {
    /// Makes the receive buffers of the node's TCP sockets small: `node.receive-buffer`.
    ///
    /// - Parameter size: of each in bytes, 2304 to 32,768.
    public static func nodeReceiveBuffer(size: Int) -> InjectedFault {
        InjectedFault(NodeReceiveBuffer.self, NodeReceiveBuffer.size(size))
    }
}
