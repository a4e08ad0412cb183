/// The hosts whose handshakes a fault matches; without one it matches all.
public struct TLSMatch: Sendable {
    let element: Element

    /// Matches the handshakes of one host, or of all.
    public init(host: Role? = nil) { element = Element(["host": host.map { Element($0.rawValue) }]) }
}
