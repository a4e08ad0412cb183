import Faults
import ImageContent

/// The part of a representation that the Range header requests (RFC 9110 section 14.2).
enum ByteRange: Equatable {
    /// No range, or an ignored one: malformed, another unit, or several ranges.
    case whole
    case part(Range<Int>)
    case unsatisfiable

    init(_ header: String?, size: Int) {
        self = .whole
        guard let header, header.lowercased().hasPrefix("bytes=") else { return }
        let bounds = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2 else { return }
        let texts = bounds.map { $0.drop { $0 == " " } }
        guard texts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return }
        // A number too large for Int is past the end of anything.
        let numbers = texts.map { $0.isEmpty ? nil : Int($0) ?? Int.max }
        switch (numbers[0], numbers[1]) {
        case (let first?, let last):
            if let last, last < first { return }
            self = first < size ? .part(first..<(min(last ?? Int.max, size - 1) + 1)) : .unsatisfiable
        case (nil, let length?):
            self = length > 0 && size > 0 ? .part(max(0, size - length)..<size) : .unsatisfiable
        case (nil, nil):
            return
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
            reply["Content-Range"] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(blob.size)"
        case .unsatisfiable:
            reply.status = 416
            reply["Content-Range"] = "bytes */\(blob.size)"
        }
        reply["Content-Length"] = "\(reply.body.count)"
        return reply
    }
}
