extension Request {
    /// Whether it asks for a part of something (RFC 9110 section 14.2).
    ///
    /// A plain HTTP request through the proxy arrives twice, at the proxy and at its host; it counts at its host, which
    /// is the one that knows what it is about.
    package var isResume: Bool { range != nil && resource != .forwarded }
}
