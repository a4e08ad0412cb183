import FakeServices
import Faults
import Judging
import Pullers
import Scenarios

/// Everything that serving a scenario needs: a pure function of scenario, seed and place.
package struct ServingPlan: Sendable {
    package let scenario: Scenario
    package let seed: UInt64
    package let place: ServingPlace
    private let plan: Plan

    /// - Throws: `ChaosPullError` if the services alone cannot do what the scenario says.
    package init(
        _ scenario: Scenario, file: String, seed: UInt64, at place: ServingPlace
    ) throws(ChaosPullError) {
        if let objection = scenario.objectionToServing(file: file) { throw ChaosPullError(objection) }
        self.scenario = scenario
        self.seed = seed
        self.place = place
        plan = Cell(scenario: scenario, puller: .none, seed: seed).plan()
    }

    /// What the puller is to log in with; nil for nothing.
    var credentials: PullRequest.Credentials? { plan.request(authority: "").credentials }

    func armedFaults() -> [ArmedFault] { plan.armedFaults() }

    /// The world behind a control socket, of which only the services are there.
    func live(_ faults: [ArmedFault], _ added: AddedFaults, _ recorder: Recorder) -> LiveWorld {
        LiveWorld(
            plan, faults: faults, added: added, recorder: recorder, world: nil,
            otherPulls: "'serve' has no puller of its own")
    }

    func services(faults: [ArmedFault]) -> ServicesPlan {
        var services = plan.services(faults: faults)
        services.names = place.names(of: services.httpRoles)
        services.bindAddresses = place.endpoints(of: services.httpRoles)
        return services
    }
}
