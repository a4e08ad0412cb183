import Faults

/// What the proxy says to a request before it connects: 200 promises that it will try.
struct ProxyService: HTTPService {
    /// What it asks for; nil serves everybody.
    let credentials: ServicesPlan.Credentials?
    let routes: ProxyRoutes

    func resource(of request: ServiceRequest) -> Resource {
        guard request.method == "CONNECT" else { return .forwarded }
        return request.proxyTarget?.role.map { Resource.connect(to: $0) } ?? Resource("connect-other")
    }

    func reply(to request: ServiceRequest) async -> ServiceReply { ServiceReply(bareReply(to: request)) }

    /// Where the request leads; nil for what is answered with an error.
    func route(of request: ServiceRequest) -> (role: Role, endpoint: Endpoint)? {
        guard let target = request.proxyTarget, let role = target.role,
            let endpoint = routes.endpoint(of: role, port: target.port)
        else { return nil }
        return (role, endpoint)
    }

    private func bareReply(to request: ServiceRequest) -> HTTPReply {
        guard isPermitted(request) else { return Self.error(407, "the proxy asks for a user and a password") }
        guard let target = request.proxyTarget else {
            return Self.error(400, "a proxy is asked by CONNECT host:port or for an absolute http:// URL")
        }
        guard target.role != nil else { return Self.error(403, "the proxy leads to hosts of this run only") }
        guard route(of: request) != nil else { return Self.error(502, "nothing listens at that port of the host") }
        return HTTPReply(status: 200)
    }

    private func isPermitted(_ request: ServiceRequest) -> Bool {
        guard let credentials else { return true }
        return request.proxyAuthorization == .basic(user: credentials.user, password: credentials.password)
    }

    /// An error of the proxy itself.
    static func error(_ status: Int, _ message: String) -> HTTPReply {
        ErrorReply(status: status, code: "", message: message, form: .proxy).reply
    }
}

extension ServiceRequest {
    /// The query belongs to the target of a forwarded request.
    var proxyTarget: ProxyTarget? { ProxyTarget(method: method, target: path) }
}

extension HTTPReply {
    /// What opens a tunnel (RFC 9110 section 9.3.6).
    static let openedTunnel = Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8)

    /// The answer of the proxy itself, which is the last on its connection.
    var ofProxy: HTTPReply {
        var reply = self
        // RFC 9110 section 15.5.8 asks for it.
        if status == 407, reply["Proxy-Authenticate"] == nil {
            reply["Proxy-Authenticate"] = #"Basic realm="\#(Role.proxy.hostName)""#
        }
        reply["Connection"] = "close"
        return reply
    }
}
