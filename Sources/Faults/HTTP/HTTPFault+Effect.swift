import ImageContent

extension HTTPFault {
    /// Whether the fault would change anything about such a reply.
    ///
    /// `http.cut` can do nothing to a body that is shorter than what it keeps. Such a reply is no occurrence, so that a
    /// fault which is said to have fired has done something.
    package func hasEffect(on reply: HTTPReply, to request: RequestFacts) -> Bool {
        var trial = reply
        edit(&trial, to: request)
        return !trial.isSame(as: reply)
    }
}

extension HTTPReply {
    /// Whether both would be sent alike; blobs are told apart by digest, damage and range.
    fileprivate func isSame(as other: HTTPReply) -> Bool {
        guard status == other.status, headers == other.headers, pacing == other.pacing, ending == other.ending,
            delay == other.delay
        else { return false }
        return switch (body, other.body) {
        case (.bytes(let bytes), .bytes(let others)): bytes == others
        case (.blob(let blob, let range), .blob(let otherBlob, let otherRange)):
            blob.digest == otherBlob.digest && blob.flips == otherBlob.flips && range == otherRange
        default: false
        }
    }
}
