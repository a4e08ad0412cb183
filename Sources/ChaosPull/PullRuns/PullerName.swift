/// A puller by its name, as in `docker`.
public struct PullerName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The word on the command line.
    public let rawValue: String

    /// Any name; an unknown one is refused when it is used.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Any name; an unknown one is refused when it is used.
    public init(stringLiteral name: String) { rawValue = name }

    /// The word on the command line.
    public var description: String { rawValue }

    /// `docker pull` through a dockerd of its own.
    public static let docker: PullerName = "docker"
    /// `skopeo copy` into a directory.
    public static let skopeo: PullerName = "skopeo"
}
