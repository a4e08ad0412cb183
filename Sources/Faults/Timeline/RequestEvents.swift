/// An HTTP request as it arrived.
public struct Request: Sendable, Codable, Equatable {
    /// The ordinal of the request in the run, from 1; the response has the same.
    public let request: Int
    /// The host that was asked.
    public let host: Role
    /// The ordinal of the connection in the run, from 1.
    public let connection: Int
    /// The method, as in `GET`.
    public let method: String
    /// The path without the query, which may hold a signature.
    public let path: String
    /// What the request is for.
    public let resource: Resource
    /// The Range header, if there is one.
    public let range: String?
    /// `none` without the header, `basic`, `basic-empty` (neither user nor password), `basic-malformed`, `bearer`, or
    /// `other` with the name of a registered scheme, as in `other-digest`; the credential itself is never recorded.
    public let authorization: String
    /// The kind of the Proxy-Authorization header, in the same words; nil without one.
    public let proxyAuthorization: String?
    /// True if it came in plain HTTP to a host that speaks TLS; otherwise nil.
    public let isInClear: Bool?

    package init(
        request: Int, host: Role, connection: Int, method: String, path: String, resource: Resource, range: String?,
        authorization: String, proxyAuthorization: String? = nil, isInClear: Bool? = nil
    ) {
        self.request = request
        self.host = host
        self.connection = connection
        self.method = method
        self.path = path
        self.resource = resource
        self.range = range
        self.authorization = authorization
        self.proxyAuthorization = proxyAuthorization
        self.isInClear = isInClear
    }
}

/// How the answer to a request ended.
public struct Response: Sendable, Codable, Equatable {
    /// The ways in which an answer ends.
    public enum Ending: String, Sendable, Codable {
        case complete
        case closed = "closed-early"
        case reset
        /// The host ended the connection in place of an answer.
        case unanswered
        case stalled
        /// RST_STREAM ended the stream (RFC 9113 section 6.4).
        case streamReset = "stream-reset"
        /// GOAWAY came after a part of the answer or in its place (RFC 9113 section 6.8).
        case goAway = "goaway"
        /// The puller closed the connection before the end.
        case abandoned
    }

    /// The ordinal of the request that is answered.
    public let request: Int
    /// The host that answered.
    public let host: Role
    /// What the request was about.
    public let resource: Resource
    /// The status code.
    public let status: Int
    /// Bytes of body that were written.
    public let sent: Int
    /// Bytes of body that were announced.
    public let length: Int
    /// How it ended.
    public let ending: Ending
    /// The ordinals of the faults that edited the answer.
    public let faults: [Int]
    /// The seconds in the Retry-After header (RFC 9110 section 10.2.3); nil without one.
    public let retryAfter: Int?

    package init(
        request: Int, host: Role, resource: Resource, status: Int, sent: Int, length: Int, ending: Ending,
        faults: [Int] = [], retryAfter: Int? = nil
    ) {
        self.request = request
        self.host = host
        self.resource = resource
        self.status = status
        self.sent = sent
        self.length = length
        self.ending = ending
        self.faults = faults
        self.retryAfter = retryAfter
    }
}
