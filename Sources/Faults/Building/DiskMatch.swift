/// The requests to the disk that a fault matches: every given part must agree.
public struct DiskMatch: Sendable {
    let element: Element

    /// Matches requests; without any value it matches all.
    ///
    /// - Parameters:
    ///   - operation: what is asked of the disk.
    ///   - from: the first byte of the disk that a read or write must touch or come after.
    ///   - to: the byte before which it must begin.
    public init(_ operation: DiskOperation? = nil, from: Int? = nil, to: Int? = nil) {
        element = Element([
            "operation": operation.map { Element($0.rawValue) },
            "from-byte": from.map { Element(Units.exact(bytes: $0)) },
            "to-byte": to.map { Element(Units.exact(bytes: $0)) },
        ])
    }
}
