import Faults
import ImageContent

/// The tags of a repository, in pages (distribution-spec 1.1, "Listing Tags").
struct TagList: Sendable {
    /// In lexical order.
    let names: [String]
    /// The most names in one page, whatever is asked for; nil for no limit.
    let limit: Int?

    /// - Parameter more: how many tags there are beside the one that is pulled.
    init(_ tag: String, more: Int = 0, limit: Int? = nil) {
        let width = "\(more)".count
        names =
            ([tag]
            + (0..<more).map { number in
                let digits = "\(number + 1)"
                return "v" + String(repeating: "0", count: width - digits.count) + digits
            }).sorted()
        self.limit = limit
    }

    func has(_ name: String) -> Bool { names.contains(name) }

    /// The names after `last`, at most `count` of them, and whether there are more.
    func page(after last: String?, count: Int?) -> (names: [String], isLast: Bool) {
        let rest = last.map { last in names.filter { $0 > last } } ?? names
        let size = min(count ?? .max, limit ?? .max)
        return (Array(rest.prefix(size)), rest.count <= size)
    }

    /// The answer to a request for a repository's tags.
    func reply(to request: ServiceRequest, repository: String) -> HTTPReply {
        var count: Int?
        if let text = request.first("n") {
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else {
                return .error(status: 400, code: "PAGINATION_NUMBER_INVALID", message: "n is no number")
            }
            count = number
        }
        let (names, isLast) = page(after: request.first("last"), count: count)
        var reply = HTTPReply.content(
            "application/json", ImageDocument.encode(TagDocument(name: repository, tags: names)))
        if !isLast, let last = names.last {
            // RFC 8288; the specification has n and last in this link.
            reply["Link"] = "</v2/\(repository)/tags/list?n=\(names.count)&last=\(last)>; rel=\"next\""
        }
        return reply
    }
}

private struct TagDocument: Encodable {
    let name: String
    let tags: [String]
}
