import ImageContent

/// What a fault acts on; each plane has a value that its faults edit.
public enum Plane: String, Sendable, Codable, CaseIterable {
    case packet, link, dns, http, auth, tls, image, disk, node, syscall, act

    /// The keys of `match` that have a meaning on this plane.
    package var matchKeys: [String] {
        switch self {
        case .packet: ["protocol", "with", "from", "to", "port", "ip", "name", "type"]
        case .dns: ["name", "type", "protocol"]
        case .http: ["host", "method", "header", "authorization", "resource", "reference"]
        case .auth: []
        case .tls: ["host"]
        case .image: ["host"]
        case .disk: ["operation", "from-byte", "to-byte"]
        case .link, .node: []
        case .syscall: ["call", "below", "program"]
        case .act: ["host", "method", "header", "authorization", "resource", "reference"]
        }
    }

    /// The key of `match` without which nothing can be matched; nil where every key may be left out.
    package var neededMatchKey: String? { self == .syscall ? "call" : nil }

    /// The keys beside the parameters by which a scenario says which occurrences are met, and when.
    package var conditionKeys: [String] {
        switch self {
        case .act: ["match", "when", "once", "on"]
        // What is served is made before the run; it has no moment at which it changes.
        case .image: ["match", "when"]
        default: ["match", "when", "once"]
        }
    }

    /// The keys of `when` that have a meaning on this plane; a fault may take fewer.
    package var triggerKeys: [String] {
        switch self {
        case .link, .node: []
        case .image: ["first"]
        default: Trigger.keys
        }
    }

    /// Faults of these planes are in force from the start; that they took effect is seen afterwards.
    package var isStatic: Bool { [.link, .image, .node].contains(self) }
}

/// Something that can go wrong: a small value with one pure function, which edits the value of its plane.
///
/// A fault knows no I/O, clock or randomness; which traffic it meets and when are `Match` and `Trigger`.
public protocol Fault: Sendable {
    /// The word in scenarios, `plane.what`, as in `packet.drop`.
    static var name: String { get }
    /// One line, verb first, for `chaospull list faults` and the documentation.
    static var summary: String { get }
    static var parameters: [any ParameterDeclaration] { get }
    static var plane: Plane { get }
    /// Whether it needs the puller's storage on a disk (`node: {disk: ext4}`); only faults of the disk, unless the fault
    /// says otherwise.
    var needsDisk: Bool { get }

    /// Reads the parameters; unknown keys have been refused already.
    init(_ fields: Fields) throws(LanguageError)
}

extension Fault {
    /// None, unless the fault says otherwise.
    public static var parameters: [any ParameterDeclaration] { [] }
    /// Only faults of the disk, unless the fault says otherwise.
    public var needsDisk: Bool { Self.plane == .disk }
}

package protocol PacketFault: Fault {
    /// What has to be remembered from packet to packet; nothing, unless the fault says otherwise.
    var memory: PacketMemory { get }
    /// How much of a connection it has to see packet by packet; `single`, unless the fault says otherwise.
    var scope: PacketScope { get }
    /// How much of each packet it reads, whether spared or met; `whole`, unless the fault says otherwise.
    var extent: PacketExtent { get }
    /// How much of a packet `hasEffect` reads before any fault changed it; as `extent`, unless the fault says otherwise.
    ///
    /// Where that is the head, segments that are spared need not be cut apart: `hasEffect` is asked about the headers of
    /// one of them, which say more payload than the bytes hold.
    var sparingExtent: PacketExtent { get }
    /// Whether packets may wait for their time or for others; false, unless the fault says otherwise.
    var holdsBack: Bool { get }
    /// Whether it would change anything about such a packet after what other faults did; must not allocate where that
    /// can be helped, since it is asked about packets that are spared.
    func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool
    func edit(_ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw)
}

/// A fault that changes the world around the puller; the engine makes the change, undoes it and gathers its proof.
package protocol WorldFault: ExclusiveFault {
    /// Whether the change is made and undone while the daemon is stopped, before the pull; false, unless the fault says
    /// otherwise.
    var isMadeWhileStopped: Bool { get }
    /// Whether it is about what an earlier pull has left; false, unless the fault says otherwise.
    var isOfEarlierPull: Bool { get }
    func change(of world: HealthyWorld) -> WorldChange
}

package protocol LinkFault: WorldFault {}

package protocol DNSFault: Fault {
    func edit(_ reply: inout DNSReply, draw: inout Draw)
}

package protocol HTTPFault: Fault {
    /// What of an answer it is about, which is also the order in which faults edit.
    static var part: HTTPReplyPart { get }
    /// What the answers have to travel on for it to be possible; anything, unless the fault says otherwise.
    static var transport: HTTPTransport { get }

    /// Edits what it is about and leaves the rest, so that faults can be combined.
    func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw)
}

extension HTTPFault {
    package static var transport: HTTPTransport { .any }
}

/// A fault of tokens: how one is granted, how a request without one is challenged, and how one is checked.
///
/// It implements what it is about; the rest is left as it is.
package protocol AuthFault: Fault {
    func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw)
    func edit(_ challenge: inout TokenChallenge, to request: RequestFacts, draw: inout Draw)
    func edit(_ check: inout TokenCheck, of request: RequestFacts, draw: inout Draw)
}

package protocol TLSFault: Fault {
    func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw)
}

package protocol ImageFault: ExclusiveFault {
    /// The answers that bring the damage to the puller.
    var delivery: ImageDelivery { get }
    /// Whether it changes the answers about one part and nothing that names the part; false, unless the fault says
    /// otherwise.
    ///
    /// Then it can be one host's, or of the first answers alone.
    var isOfAnswers: Bool { get }
    /// Whether it is about what a manifest says of a part beside its digest, or how it writes that; false, unless the
    /// fault says otherwise.
    ///
    /// A manifest of schema 1 has no place for it.
    var isOfDescriptor: Bool { get }
    func edit(_ image: inout ImageDraft)
}

package protocol DiskFault: Fault {
    /// The most bytes that the kernel may keep for the disk before writers wait; nil for its usual share, which is what
    /// faults have unless they say otherwise.
    var writeBackLimit: Int? { get }
    func edit(_ fate: inout DiskFate, of request: DiskRequest, draw: inout Draw)
}

package protocol NodeFault: WorldFault {}

package protocol SyscallFault: Fault {
    func edit(_ fate: inout SystemCallFate, draw: inout Draw)
}

package protocol ActFault: Fault {
    var act: Act { get }
}

extension PacketFault {
    /// Faults of packets.
    public static var plane: Plane { .packet }
    package var memory: PacketMemory { .none }
    package var scope: PacketScope { .single }
    package var extent: PacketExtent { .whole }
    package var sparingExtent: PacketExtent { extent }
    package var holdsBack: Bool { false }
}

extension WorldFault {
    package var isMadeWhileStopped: Bool { false }
    package var isOfEarlierPull: Bool { false }
}

extension LinkFault {
    /// Faults of the links and the router between the node and the services.
    public static var plane: Plane { .link }
}

extension DNSFault {
    /// Faults of DNS answers.
    public static var plane: Plane { .dns }
}

extension HTTPFault {
    /// Faults of HTTP answers.
    public static var plane: Plane { .http }
}

extension AuthFault {
    /// Faults of tokens.
    public static var plane: Plane { .auth }
    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {}
    package func edit(_ challenge: inout TokenChallenge, to request: RequestFacts, draw: inout Draw) {}
    package func edit(_ check: inout TokenCheck, of request: RequestFacts, draw: inout Draw) {}
}

extension TLSFault {
    /// Faults of handshakes.
    public static var plane: Plane { .tls }
}

extension ImageFault {
    /// Faults of the image.
    public static var plane: Plane { .image }
    package var isOfAnswers: Bool { false }
    package var isOfDescriptor: Bool { false }
}

extension DiskFault {
    /// Faults of the disk under the puller's storage.
    public static var plane: Plane { .disk }
    package var writeBackLimit: Int? { nil }
}

extension NodeFault {
    /// Faults of the node.
    public static var plane: Plane { .node }
}

extension SyscallFault {
    /// Faults of system calls.
    public static var plane: Plane { .syscall }
}

extension ActFault {
    /// Things done at a moment.
    public static var plane: Plane { .act }
}
