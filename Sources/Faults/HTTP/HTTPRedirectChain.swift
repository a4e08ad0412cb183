/// Sends the client through several URLs, the last of which has the content.
package struct HTTPRedirectChain: HTTPFault {
    package static let name = "http.redirect-chain"
    package static let summary = "redirect the request several times before it is answered"
    static let hops = Parameter("hops", .integer(in: 1...100), default: 10, "how many redirects come first")
    static let status = RedirectStatus.parameter
    package static let parameters: [any ParameterDeclaration] = [hops, status]

    /// The key of the query that counts the hops.
    private static let marker = "chaospull-hop="

    private let hops: Int
    private let status: Int

    package init(_ fields: Fields) throws(LanguageError) {
        hops = try fields.value(of: Self.hops)
        status = try RedirectStatus.read(fields)
    }

    package static let part = HTTPReplyPart.answer

    package func edit(_ reply: inout HTTPReply, to request: RequestFacts, draw: inout Draw) {
        guard let next = next(request.target) else { return }
        reply.say(.redirect(status, to: next))
    }

    /// Nil at the end of the chain, and where the target counts no hops.
    private func next(_ target: String) -> String? {
        let parts = target.split(separator: Self.marker, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return target + (target.contains("?") ? "&" : "?") + Self.marker + "1" }
        guard let done = Int(parts[1]), done < hops else { return nil }
        return "\(parts[0])\(Self.marker)\(done + 1)"
    }
}

extension InjectedFault {
    /// Redirects requests several times before they are answered: `http.redirect-chain`.
    ///
    /// - Parameters:
    ///   - hops: how many redirects come first, 1 to 100; 10 without it.
    ///   - status: 301, 302, 303, 307 or 308; 307 without it.
    public static func httpRedirectChain(
        hops: Int? = nil, status: Int? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            HTTPRedirectChain.self, HTTPRedirectChain.hops(hops), HTTPRedirectChain.status(status),
            match: match.element, when: when)
    }
}
