import Faults

/// Lets a request pass that shows the user and the password (RFC 7617).
struct BasicGate: RegistryGate {
    let credentials: ServicesPlan.Credentials?
    /// As in `https://registry.test/`.
    let realm: String
    let words: RegistryWords

    func check(
        _ request: ServiceRequest, about facts: RequestFacts, repository: String?
    ) async -> (refusal: HTTPReply?, faults: [Int]) {
        guard let credentials else { return (nil, []) }
        var reply: HTTPReply
        switch request.authorization {
        case .basic(credentials.user, credentials.password): return (nil, [])
        case .none: reply = words.unauthorized
        default: reply = words.wrongPassword
        }
        // Amazon ECR names a service too, which RFC 7617 does not have (NVIDIA/enroot#59).
        let service = words.kind == .ecr ? #",service="ecr.amazonaws.com""# : ""
        reply["WWW-Authenticate"] = #"Basic realm="\#(realm)""# + service
        return (reply, [])
    }
}
