/// Something of the world that only one fault of a scenario can set, as in `the size of the node's storage`.
package struct Slot: Hashable, Sendable {
    /// For messages.
    package let name: String

    package init(_ name: String) { self.name = name }
}

/// Why a fault cannot do what its name says in the world of a scenario.
package struct FaultObjection: Sendable, Equatable {
    /// The parameter to change.
    package let parameter: String
    /// What is wrong; what was expected.
    package let message: String

    package init(_ parameter: String, _ message: String) {
        self.parameter = parameter
        self.message = message
    }
}

/// A fault that sets something which a second one would set again, so that only one of them could act.
package protocol ExclusiveFault: Fault {
    /// What it sets; what its name says, unless the fault says otherwise.
    var slots: [Slot] { get }
    /// Why it has no effect, or the opposite of what its name says, in such a world; nil for a world in which it acts.
    func objection(in world: HealthyWorld) -> FaultObjection?
}

extension ExclusiveFault {
    package var slots: [Slot] { [Slot("what '\(Self.name)' sets")] }
    package func objection(in world: HealthyWorld) -> FaultObjection? { nil }
}
