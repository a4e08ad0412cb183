import ImageContent

extension HTTPReply: FaultEditable {
    package static func editing(by fault: any Fault, about request: RequestFacts, from offset: Int) -> Edit? {
        guard let fault = fault as? any HTTPFault else { return nil }
        return { reply, draw in
            reply.firstByte = offset
            fault.edit(&reply, to: request, draw: &draw)
            reply.firstByte = 0
        }
    }

    package static func inOrder(_ faults: [ArmedFault]) -> [ArmedFault] {
        let editing = faults.compactMap { armed in
            (armed.fault as? any HTTPFault).map { (armed: armed, part: type(of: $0).part) }
        }
        return editing.sorted { ($0.part, $0.armed.ordinal) < ($1.part, $1.armed.ordinal) }.map(\.armed)
    }

    /// An answer to HEAD has no body, hence nothing about it can go wrong.
    package func isCarriedOut(as other: HTTPReply, about request: RequestFacts) -> Bool {
        guard status == other.status, headers == other.headers, delay == other.delay, interim == other.interim,
            isHeadless == other.isHeadless, isUnanswered == other.isUnanswered, setting == other.setting
        else { return false }
        if request.isHead { return true }
        return pacing == other.pacing && ending == other.ending && framing == other.framing
            && body.isSame(as: other.body)
    }

    private var isUnanswered: Bool {
        switch ending {
        case .unanswered, .unfinishedHead: true
        case .complete, .close, .reset, .badRecord, .resetStream, .goAway: false
        }
    }

    package func length(about request: RequestFacts) -> Int { request.isHead ? 0 : body.count }
}

extension HTTPReply.Body {
    /// Whether the same bytes are sent; blobs are told apart by digest, damage and range.
    fileprivate func isSame(as other: HTTPReply.Body) -> Bool {
        switch (self, other) {
        case (.bytes(let bytes), .bytes(let others)): bytes == others
        case (.blob(let blob, let range), .blob(let otherBlob, let otherRange)):
            blob.digest == otherBlob.digest && blob.flips == otherBlob.flips && range == otherRange
        default: false
        }
    }
}
