/// The phrase for a status code (RFC 9110 section 15), which pullers print.
enum ReasonPhrase {
    private static let known = [
        100: "Continue", 102: "Processing", 103: "Early Hints", 200: "OK", 206: "Partial Content",
        301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect",
        308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 407: "Proxy Authentication Required", 408: "Request Timeout",
        413: "Content Too Large", 416: "Range Not Satisfiable", 418: "I'm a teapot", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented",
        502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]

    static func of(_ code: Int) -> String { known[code] ?? "" }
}
