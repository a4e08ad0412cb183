/// Who stands in the way of the packets.
enum Contender: String, CaseIterable {
    case plain
    case simpleC = "c"
    /// The same with one verdict for up to 64 packets: what joining alone brings.
    case joinedC = "c-joined"
    case simpleCUncut = "c-gso"
    case python
    /// The mangler with a fault that draws about every packet and spares it.
    case single = "mangler"
    /// The same with a fault that meets one packet in a thousand and sends it twice.
    case seldom = "mangler-seldom"
    /// The mangler with a fault that spares every packet and has to see each by itself.
    case cut = "mangler-cut"
    /// The mangler with a fault that may take whole runs of packets, and waits for its time.
    case uncut = "mangler-gso"
    /// The mangler with a fault about other traffic.
    case aside = "mangler-aside"
    /// The mangler with a fault that is done with a connection after its first packet.
    case released = "mangler-let-go"

    /// What to call it in a table.
    var title: String {
        switch self {
        case .plain: "plain forwarding"
        case .simpleC: "C, a verdict for each MTU packet"
        case .joinedC: "C, verdicts joined"
        case .simpleCUncut: "C, F_GSO"
        case .python: "PyPI NetfilterQueue"
        case .single: "mangler, each MTU packet judged"
        case .seldom: "mangler, each MTU packet judged, 1 in 1000 sent twice"
        case .cut: "mangler, each MTU packet cut off and judged"
        case .uncut: "mangler, F_GSO"
        case .aside: "mangler, a flow that no fault is about"
        case .released: "mangler, a flow that was let go"
        }
    }

    /// What the issue compares it with, and how much of that it is to reach.
    var rival: (base: Contender, share: Double)? {
        switch self {
        case .single: (.simpleC, 1.8)
        case .uncut: (.simpleCUncut, 0.95)
        case .aside, .released: (.plain, 0.95)
        case .python, .joinedC, .simpleCUncut, .seldom, .cut: (.simpleC, 0)
        case .plain, .simpleC: nil
        }
    }

    var isMangler: Bool { [.single, .seldom, .cut, .uncut, .aside, .released].contains(self) }
}
