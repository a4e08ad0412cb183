import Faults

/// Decides whether a request may pass to the registry.
protocol RegistryGate: Sendable {
    /// The refusal of a request, which is nil if the request passes, and the faults that had a hand in it.
    func check(
        _ request: ServiceRequest, about facts: RequestFacts, repository: String?
    ) async -> (refusal: HTTPReply?, faults: [Int])
}
