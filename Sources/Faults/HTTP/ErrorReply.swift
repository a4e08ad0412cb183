import ImageContent

/// An error in the words and the form of the host that says it.
package struct ErrorReply: Sendable, Equatable {
    /// How a host writes an error.
    package enum Form: Sendable, Equatable {
        /// JSON (distribution-spec, "Error Codes"); distribution's token server writes the same.
        case registry
        /// XML (Amazon S3 API Reference, "Error Responses").
        case storage
        /// Plain text.
        case proxy

        package init(of host: Role) {
            self =
                switch host {
                case .cdn: .storage
                case .proxy: .proxy
                default: .registry
                }
        }
    }

    package var status: Int
    package var code: String
    package var message: String
    package var form: Form

    package init(status: Int, code: String, message: String, form: Form) {
        self.status = status
        self.code = code
        self.message = message
        self.form = form
    }

    /// What a host says with a status about a resource if the scenario gives no words.
    package init(status: Int, about request: RequestFacts) {
        let form = Form(of: request.host)
        let (code, message) =
            switch form {
            case .registry: Self.ofRegistry(status, request.resource)
            case .storage: Self.ofStorage(status)
            case .proxy: ("", Self.ofProxy(status))
            }
        self.init(status: status, code: code, message: message, form: form)
    }

    package var mediaType: String {
        switch form {
        case .registry: "application/json"
        case .storage: "application/xml"
        case .proxy: "text/plain"
        }
    }

    package var body: [UInt8] {
        switch form {
        case .registry:
            ImageDocument.encode(["errors": [["code": code, "message": message]]])
        case .storage:
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>\(code.escapedForXML)</Code><Message>\(message.escapedForXML)</Message></Error>
                """.utf8)
        case .proxy: Array("\(Role.proxy.hostName): \(message)\n".utf8)
        }
    }

    package var reply: HTTPReply { HTTPReply.said(body, as: mediaType, status: status) }

    /// Codes of distribution-spec, "Error Codes", with the statuses and messages that distribution gives them
    /// (registry/api/errcode/register.go, registry/api/v2/errors.go).
    private static func ofRegistry(_ status: Int, _ resource: Resource) -> (String, String) {
        switch status {
        case 400 where resource.isMeant(by: "blob"):
            ("DIGEST_INVALID", "provided digest did not match uploaded content")
        case 400 where resource.isMeant(by: "manifest"): ("MANIFEST_INVALID", "manifest invalid")
        case 400 where resource == .tags: ("PAGINATION_NUMBER_INVALID", "invalid number of results requested")
        case 401: ("UNAUTHORIZED", "authentication required")
        case 403: ("DENIED", "requested access to the resource is denied")
        case 404 where resource.isMeant(by: "manifest"): ("MANIFEST_UNKNOWN", "manifest unknown")
        case 404 where resource.isMeant(by: "blob"): ("BLOB_UNKNOWN", "blob unknown to registry")
        case 404 where resource == .tags || resource == .other:
            ("NAME_UNKNOWN", "repository name not known to registry")
        case 405: ("UNSUPPORTED", "The operation is unsupported.")
        case 416: ("RANGE_INVALID", "invalid content range")
        case 429: ("TOOMANYREQUESTS", "too many requests")
        case 503: ("UNAVAILABLE", "service unavailable")
        default: ("UNKNOWN", "unknown error")
        }
    }

    /// Amazon S3 API Reference, "List of error codes".
    private static func ofStorage(_ status: Int) -> (String, String) {
        switch status {
        case 401, 403: ("AccessDenied", "Access Denied")
        case 404: ("NoSuchKey", "The specified key does not exist.")
        case 405: ("MethodNotAllowed", "The specified method is not allowed against this resource.")
        case 412: ("PreconditionFailed", "At least one of the preconditions that you specified did not hold.")
        case 416: ("InvalidRange", "The requested range is not satisfiable")
        case 429, 503: ("SlowDown", "Please reduce your request rate.")
        case 400..<500: ("InvalidRequest", "Invalid Request")
        default: ("InternalError", "We encountered an internal error. Please try again.")
        }
    }

    /// RFC 9110 section 15, in the words for statuses that proxies give.
    private static func ofProxy(_ status: Int) -> String {
        switch status {
        case 403: "access denied"
        case 407: "a user and a password are required"
        case 429: "too many requests"
        case 502: "bad gateway"
        case 503: "service unavailable"
        case 504: "gateway timeout"
        default: "status \(status)"
        }
    }
}

extension HTTPReply {
    /// A reply with a body of a media type.
    package static func said(_ body: [UInt8], as mediaType: String, status: Int) -> HTTPReply {
        HTTPReply(
            status: status,
            headers: [Header("Content-Type", mediaType), Header("Content-Length", "\(body.count)")],
            body: .bytes(body)
        )
    }

    /// An error in the form of the distribution specification (spec.md, "Error Codes").
    package static func error(status: Int, code: String, message: String) -> HTTPReply {
        ErrorReply(status: status, code: code, message: message, form: .registry).reply
    }
}

extension String {
    /// As character data of XML (XML 1.0, section 2.4).
    fileprivate var escapedForXML: String {
        reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            default: text.append(character)
            }
        }
    }
}
