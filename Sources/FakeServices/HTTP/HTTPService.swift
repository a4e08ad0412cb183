import Faults

/// One host that answers requests; a reply is a value and sending it is somebody else's work.
protocol HTTPService: Sendable {
    /// What the request is about, whether or not it will be granted.
    func resource(of request: ServiceRequest) -> Resource

    func reply(to request: ServiceRequest) async -> ServiceReply
}

/// A reply with what the service did to it.
struct ServiceReply: Sendable {
    var reply: HTTPReply
    /// The faults that have edited it already.
    var faults: [Int] = []

    init(_ reply: HTTPReply, faults: [Int] = []) {
        self.reply = reply
        self.faults = faults
    }
}

extension HTTPReply {
    /// A reply with a body of a media type.
    static func content(_ type: String, _ body: [UInt8], status: Int = 200) -> HTTPReply {
        HTTPReply(
            status: status,
            headers: [Header("Content-Type", type), Header("Content-Length", "\(body.count)")],
            body: .bytes(body)
        )
    }
}
