/// Sends the client where it finds nothing.
package struct HTTPRedirect: HTTPFault {
    package static let name = "http.redirect"
    package static let summary = "redirect the request to where nothing is, or in circles"
    static let to = Parameter(
        "to", .word(RedirectTarget.self, called: "target"),
        "itself: the same URL; dead-host: an address where nothing listens; closed-port: another port of the host; "
            + "plain-http: the host's port 80")
    static let status = RedirectStatus.parameter
    package static let parameters: [any ParameterDeclaration] = [to, status]

    /// A port that is not the host's.
    private static let closedPort = 4430

    private let target: RedirectTarget
    private let status: Int

    package init(_ fields: Fields) throws(LanguageError) {
        target = try fields.value(of: Self.to)
        status = try RedirectStatus.read(fields)
    }

    package static let part = HTTPReplyPart.answer

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        reply.say(.redirect(status, to: location(of: request)))
    }

    /// Without a scheme it keeps that of the request (RFC 3986 section 4.2).
    private func location(of request: RequestFacts) -> String {
        let name = request.name
        return switch target {
        case .itself: request.target
        case .deadHost: "//\(WorldAddress.closed.ipv4)\(request.target)"
        case .closedPort: "//\(name):\(Self.closedPort)\(request.target)"
        case .plainHTTP: "http://\(name)\(request.target)"
        }
    }
}

/// Where a redirect leads.
public enum RedirectTarget: String, Sendable, CaseIterable {
    /// To the same URL again.
    case itself
    /// To an address where nothing listens.
    case deadHost = "dead-host"
    /// To another port of the same host.
    case closedPort = "closed-port"
    /// To the same host without TLS.
    case plainHTTP = "plain-http"
}

extension InjectedFault {
    /// Redirects requests to where nothing is, or in circles: `http.redirect`.
    ///
    /// - Parameters:
    ///   - to: where the redirect leads.
    ///   - status: 301, 302, 303, 307 or 308; 307 without it.
    public static func httpRedirect(
        to target: RedirectTarget, status: Int? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPRedirect.self, HTTPRedirect.to(target), HTTPRedirect.status(status), match: match.element, when: when)
    }
}
