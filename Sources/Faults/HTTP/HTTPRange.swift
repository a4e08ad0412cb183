import ImageContent

/// Answers a request for a part of a blob in another way than with that part (RFC 9110 section 14).
package struct HTTPRange: HTTPFault, NeedingFault {
    package static let name = "http.range"
    package static let summary = "answer a request for a part of a blob badly"
    static let answer = Parameter(
        "answer", .word(RangeAnswer.self, called: "answer"),
        "ignored: 200 and the whole blob; other-part: 206 and the first bytes in place of those asked for; "
            + "one-early: 206 with bytes that begin one too early; first-part: 206 and the first of several parts alone; "
            + "bad-request: 400; not-satisfiable: 416; not-implemented: 501")
    static let parts = Parameter(
        "parts", .word(RangeCount.self, called: "number of parts"), default: .any,
        "of which requests: one: for one part; several: for several parts at once; any: for one or several")
    package static let parameters: [any ParameterDeclaration] = [answer, parts]

    private let answer: RangeAnswer
    private let count: RangeCount

    package init(_ fields: Fields) throws(LanguageError) {
        answer = try fields.value(of: Self.answer)
        count = try fields.value(of: Self.parts)
    }

    package static let part = HTTPReplyPart.answer

    package var need: String {
        count == .several || answer == .firstPart
            ? "a request for several parts of a blob at once"
            : "a request for a part of a blob that begins after its first byte"
    }

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard reply.status == 206 else { return }
        switch reply.body {
        case .blob(let blob, let range) where range.lowerBound > 0 && count != .several && answer != .firstPart:
            edit(&reply, to: request, blob, range)
        case .parts(let body) where body.parts.contains { $0.said.lowerBound > 0 } && count != .one:
            edit(&reply, to: request, body)
        default: return
        }
    }

    private func edit(_ reply: inout HTTPReply, to request: RequestFacts, _ blob: Blob, _ range: Range<Int>) {
        switch answer {
        case .otherPart:
            reply["Content-Range"] = HTTPReply.contentRange(0..<range.count, of: blob.size)
            reply.body = .blob(blob, 0..<range.count)
        case .oneEarly:
            reply.body = .blob(blob, (range.lowerBound - 1)..<(range.upperBound - 1))
        case .firstPart: break
        case .ignored, .badRequest, .notImplemented, .notSatisfiable: refuse(&reply, to: request, blob)
        }
    }

    private func edit(_ reply: inout HTTPReply, to request: RequestFacts, _ body: ByteRangesBody) {
        switch answer {
        case .otherPart: reply.say(body.parts.map { ByteRangesBody.Part(0..<$0.said.count) }, of: body.blob)
        case .oneEarly:
            reply.say(
                body.parts.map { part in
                    let begin = max(0, part.said.lowerBound - 1)
                    return ByteRangesBody.Part(part.said, sent: begin..<begin + part.said.count)
                }, of: body.blob)
        case .firstPart:
            guard let first = body.parts.first?.said else { return }
            reply["Content-Type"] = "application/octet-stream"
            reply["Content-Range"] = HTTPReply.contentRange(first, of: body.blob.size)
            reply["Content-Length"] = "\(first.count)"
            reply.body = .blob(body.blob, first)
        case .ignored, .badRequest, .notImplemented, .notSatisfiable: refuse(&reply, to: request, body.blob)
        }
    }

    /// Answers with no part at all.
    private func refuse(_ reply: inout HTTPReply, to request: RequestFacts, _ blob: Blob) {
        switch answer {
        case .badRequest: reply.say(ErrorReply(status: 400, about: request).reply)
        case .notImplemented: reply.say(ErrorReply(status: 501, about: request).reply)
        case .notSatisfiable:
            reply.say(ErrorReply(status: 416, about: request).reply)
            reply["Content-Range"] = "bytes */\(blob.size)"
        case .ignored, .otherPart, .oneEarly, .firstPart:
            reply.status = 200
            reply["Content-Range"] = nil
            reply["Content-Type"] = "application/octet-stream"
            reply.body = .blob(blob, 0..<blob.size)
            reply["Content-Length"] = "\(blob.size)"
        }
    }
}

extension HTTPReply {
    /// Sends several parts in place of those that are there.
    fileprivate mutating func say(_ parts: [ByteRangesBody.Part], of blob: Blob) {
        let body = ByteRangesBody(blob, parts)
        self.body = .parts(body)
        self["Content-Length"] = "\(body.count)"
    }
}

/// For how many parts of a blob a request asks.
public enum RangeCount: String, Sendable, CaseIterable {
    case one
    /// At once, in one header (RFC 9110 section 14.1.2).
    case several
    case any
}

/// How a request for a part of a blob is answered.
public enum RangeAnswer: String, Sendable, CaseIterable {
    /// By the whole blob, as a server does that knows no ranges.
    case ignored
    /// By the first bytes, which Content-Range says.
    case otherPart = "other-part"
    /// By bytes that begin one too early, which nothing says.
    case oneEarly = "one-early"
    /// By the first of several parts alone, which Content-Range says.
    case firstPart = "first-part"
    /// By 400.
    case badRequest = "bad-request"
    /// By 416.
    case notSatisfiable = "not-satisfiable"
    /// By 501.
    case notImplemented = "not-implemented"
}

extension InjectedFault {
    /// Answers requests for a part of a blob badly: `http.range`.
    ///
    /// - Parameters:
    ///   - answer: what comes in place of the part.
    ///   - parts: of which requests; those for one part and for several without it.
    public static func httpRange(
        _ answer: RangeAnswer, parts: RangeCount? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPRange.self, HTTPRange.answer(answer), HTTPRange.parts(parts), match: match.element, when: when)
    }
}
