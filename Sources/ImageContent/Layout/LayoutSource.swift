/// An image of the user's own, which is served as it is.
public struct LayoutSource: Sendable, Equatable, Codable {
    /// The folder of an OCI layout, an archive of one, or an archive of `docker save`.
    public var path: String
    /// Which image of several: its name or its digest; nil if there is only one.
    public var tag: String?
    /// Whether what is broken in it is served broken, and not refused.
    public var isAsIs: Bool

    /// Names an image on disk.
    ///
    /// - Parameters:
    ///   - path: a folder or an archive; relative to the scenario's folder, and to the current one for scenarios in
    ///     Swift.
    ///   - tag: which image of several.
    ///   - isAsIs: whether what is broken in it is served broken.
    public init(path: String, tag: String? = nil, isAsIs: Bool = false) {
        self.path = path
        self.tag = tag
        self.isAsIs = isAsIs
    }
}
