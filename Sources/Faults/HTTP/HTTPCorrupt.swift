import ImageContent

/// Flips one bit in the middle of the body, so that length and headers are right and the digest alone tells.
package struct HTTPCorrupt: HTTPFault, NeedingFault {
    package static let name = "http.corrupt"
    package static let summary = "flip one bit in the middle of the body, with the length right"

    package static let part = HTTPReplyPart.body

    package var need: String { "a body of an answer with success" }

    package init(_ fields: Fields) {}

    /// Answers that are no content, such as errors and redirects, have nothing that a digest names.
    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard (200...299).contains(reply.status), reply.body.count > reply.firstByte else { return }
        let middle = reply.firstByte + (reply.body.count - reply.firstByte) / 2
        switch reply.body {
        case .bytes(var bytes):
            bytes[middle] ^= 1
            reply.body = .bytes(bytes)
        case .blob(let blob, let range):
            reply.body = .blob(blob.flippingBit(at: range.lowerBound + middle), range)
        case .parts(let parts): reply.body = .parts(parts.flippingBit(at: middle))
        }
    }
}

extension InjectedFault {
    /// Flips one bit in the middle of the body of answers: `http.corrupt`.
    public static func httpCorrupt(_ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(HTTPCorrupt.self, match: match.element, when: when)
    }
}
