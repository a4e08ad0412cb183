/// The status code of a redirect, as faults and settings read it.
package enum RedirectStatus {
    static let parameter = Parameter(
        "status", .integer(in: 301...308), default: 307, "the status code: 301, 302, 303, 307 or 308")

    /// Those that redirect by Location (RFC 9110 section 15.4).
    package static let all = [301, 302, 303, 307, 308]

    static func read(_ fields: Fields) throws(LanguageError) -> Int {
        let status = try fields.value(of: parameter)
        if let complaint = complaint(about: status) { throw fields.error(about: parameter, complaint) }
        return status
    }

    /// What is wrong with a status; nil if it redirects by Location.
    package static func complaint(about status: Int) -> String? {
        all.contains(status)
            ? nil : "\(status) redirects by no Location; expected \(all.map { "\($0)" }.joinedByOr)"
    }
}

extension HTTPReply {
    /// A redirect without a body.
    static func redirect(_ status: Int, to location: String) -> HTTPReply {
        HTTPReply(status: status, headers: [.init("Location", location), .init("Content-Length", "0")])
    }
}
