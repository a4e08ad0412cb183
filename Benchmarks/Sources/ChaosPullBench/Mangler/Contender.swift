/// The contenders: what handles the packets.
enum Contender: String, CaseIterable {
    case plain
    case simpleC = "c"
    /// The same with one verdict for up to 64 packets, to show the effect of joining alone.
    case joinedC = "c-joined"
    case simpleCUncut = "c-gso"
    case python
    /// The mangler with a fault that draws about every packet and spares it.
    case single = "mangler"
    /// The same with a fault that hits one packet in a thousand and sends it twice.
    case seldom = "mangler-seldom"
    /// The mangler with a fault that spares every packet and needs each one singly.
    case cut = "mangler-cut"
    /// The mangler with a fault that accepts uncut packets and waits for its time.
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

    /// The rival, and the share of the rival's figure that it should reach.
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
