import Faults

/// One host that answers requests with values; a `ReplyWriter` sends them.
protocol HTTPService: Sendable {
    /// What the request is for, whether or not it will be granted.
    func resource(of request: ServiceRequest) -> Resource

    func reply(to request: ServiceRequest) async -> ServiceReply
}

/// A reply and the faults that edited it.
struct ServiceReply: Sendable {
    var reply: HTTPReply
    /// The ordinals of the faults that have edited it.
    var faults: [Int] = []

    init(_ reply: HTTPReply, faults: [Int] = []) {
        self.reply = reply
        self.faults = faults
    }
}

extension HTTPReply {
    /// A reply with a body of a media type.
    static func content(_ type: String, _ body: [UInt8], status: Int = 200) -> HTTPReply {
        .said(body, as: type, status: status)
    }
}
