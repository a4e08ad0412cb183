import Faults
import HTTPTypes

extension HTTPResponse {
    /// The head of a reply; what HTTP cannot say is left out.
    init(_ reply: HTTPReply) {
        let code = (200...999).contains(reply.status) ? reply.status : 500
        var fields = HTTPFields()
        for header in reply.headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            fields.append(HTTPField(name: name, value: header.value))
        }
        switch reply.framing {
        case .length:
            // RFC 9110 section 8.6: none with these.
            if fields[.contentLength] == nil, code != 204, code != 304 {
                fields[.contentLength] = "\(reply.body.count)"
            }
        case .chunked:
            fields[.contentLength] = nil
            fields[.transferEncoding] = "chunked"
        case .close:
            fields[.contentLength] = nil
            fields[.connection] = "close"
        }
        self.init(status: Status(code: code, reasonPhrase: ReasonPhrase.of(code)), headerFields: fields)
    }

    /// The head in bytes (RFC 9112 sections 4 and 5), with the empty line behind it.
    var bytes: [UInt8] {
        let lines =
            ["HTTP/1.1 \(status.code) \(status.reasonPhrase)"] + headerFields.map { "\($0.name.rawName): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
