/// A request to the token service, by query or by form.
struct TokenWish: Sendable {
    let service: String?
    let scopes: [Scope]
    private(set) var user: String?
    private var password: String?

    /// Nil for an unsupported method.
    init?(_ request: ServiceRequest) {
        let pairs: [(name: String, value: String)]
        switch request.method {
        case "GET", "HEAD": pairs = request.query
        case "POST": pairs = FormEncoding.pairs(in: String(decoding: request.body, as: UTF8.self))
        default: return nil
        }
        // A client that was told no service may send an empty one.
        service = pairs.first { $0.name == "service" && !$0.value.isEmpty }?.value
        // Scopes come as several parameters, as one with spaces, or both.
        scopes = pairs.filter { $0.name == "scope" }.flatMap { $0.value.split(separator: " ") }
            .compactMap { Scope(String($0)) }
        if case .basic(let user, let password) = request.authorization {
            self.user = user
            self.password = password
        } else if request.method == "POST", pairs.contains(where: { $0 == ("grant_type", "password") }) {
            user = pairs.first { $0.name == "username" }?.value
            password = pairs.first { $0.name == "password" }?.value
        }
    }

    /// Nobody is named; some clients say that by empty credentials.
    var isAnonymous: Bool { (user ?? "").isEmpty }

    func isBacked(by credentials: ServicesPlan.Credentials?) -> Bool {
        guard let user, let password else { return false }
        return credentials == ServicesPlan.Credentials(user: user, password: password)
    }
}
