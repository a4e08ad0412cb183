import Faults
import ImageContent

/// The part of a representation that the Range header requests (RFC 9110 section 14.2).
enum ByteRange: Equatable {
    /// No range, or an ignored one: malformed, of another unit, or too much of it.
    case whole
    case part(Range<Int>)
    /// Several parts, in the order in which they were asked for.
    case parts([Range<Int>])
    case unsatisfiable

    /// The most ranges that are answered; containers/storage asks for so many (pkg/chunked, `maxNumberMissingChunks`).
    static let mostRanges = 1024

    init(_ header: String?, size: Int) {
        self = .whole
        guard let header, header.lowercased().hasPrefix("bytes=") else { return }
        // RFC 9110 section 5.6.1: empty elements of a list count for nothing.
        let texts = header.dropFirst(6).split(separator: ",").filter { !$0.allSatisfy { $0 == " " || $0 == "\t" } }
        guard texts.count <= Self.mostRanges else { return }
        var ranges: [Range<Int>] = []
        for text in texts {
            switch Self.one(text, size: size) {
            case .part(let range): ranges.append(range)
            case .unsatisfiable: continue
            case .whole, .parts: return
            }
        }
        switch ranges.count {
        case 0: self = texts.isEmpty ? .whole : .unsatisfiable
        // RFC 9110 section 15.3.7.2: a single part needs no multipart.
        case 1: self = .part(ranges[0])
        // Section 14.2: ranges that overlap may be ignored; here, if they are more than the whole.
        default: if ranges.reduce(0, { $0 + $1.count }) <= size { self = .parts(ranges) }
        }
    }

    /// One element of the list; `whole` if it is malformed.
    private static func one(_ text: Substring, size: Int) -> ByteRange {
        let bounds = text.split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2 else { return .whole }
        let texts = bounds.map { $0.drop { $0 == " " } }
        guard texts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return .whole }
        // A number too large for Int is past the end of anything.
        let numbers = texts.map { $0.isEmpty ? nil : Int($0) ?? Int.max }
        switch (numbers[0], numbers[1]) {
        case (let first?, let last):
            if let last, last < first { return .whole }
            return first < size ? .part(first..<(min(last ?? Int.max, size - 1) + 1)) : .unsatisfiable
        case (nil, let length?):
            return length > 0 && size > 0 ? .part(max(0, size - length)..<size) : .unsatisfiable
        case (nil, nil): return .whole
        }
    }
}

extension HTTPReply {
    /// A blob, or the requested range of it.
    static func blob(_ blob: Blob, to request: ServiceRequest) -> HTTPReply {
        let tag = "\"\(blob.digest)\""
        var reply = HTTPReply(
            status: 200,
            headers: [
                Header("Content-Type", "application/octet-stream"),
                Header("Accept-Ranges", "bytes"),
                Header("ETag", tag),
            ]
        )
        // RFC 9110 sections 14.2 and 13.1.5: Range is for GET, and only if If-Range matches.
        let isRanged = request.method == "GET" && (request["If-Range"] ?? tag) == tag
        switch ByteRange(isRanged ? request["Range"] : nil, size: blob.size) {
        case .whole:
            reply.body = .blob(blob, 0..<blob.size)
        case .part(let range):
            reply.status = 206
            reply.body = .blob(blob, range)
            reply["Content-Range"] = contentRange(range, of: blob.size)
        case .parts(let ranges):
            // RFC 9110 section 15.3.7.2: Content-Range is in the parts alone.
            reply.status = 206
            let body = ByteRangesBody(blob, ranges.map { ByteRangesBody.Part($0) })
            reply.body = .parts(body)
            reply["Content-Type"] = body.mediaType
        case .unsatisfiable:
            reply.status = 416
            reply["Content-Range"] = "bytes */\(blob.size)"
        }
        reply["Content-Length"] = "\(reply.body.count)"
        return reply
    }
}
