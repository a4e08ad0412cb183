/// Which hosts a fault of TLS is about; without one it is about all.
public struct TLSMatch: Sendable {
    let element: Element

    /// Chooses the host whose handshakes are meant.
    public init(host: Role? = nil) { element = Element(["host": host.map { Element($0.rawValue) }]) }
}
