/// A property of the world that only one fault of a scenario can set, as in `the size of the node's storage`.
package struct Slot: Hashable, Sendable {
    /// The name for messages.
    package let name: String

    package init(_ name: String) { self.name = name }
}

/// Why a fault cannot do what its name says in the world of a scenario.
package struct FaultObjection: Sendable, Equatable {
    /// The parameter to change.
    package let parameter: String
    /// The message: what is wrong; what was expected.
    package let message: String

    package init(_ parameter: String, _ message: String) {
        self.parameter = parameter
        self.message = message
    }
}

/// A fault that sets a property; a second fault that sets the same property would undo it.
package protocol ExclusiveFault: Fault {
    /// The property that it sets; by default named after the fault.
    var slots: [Slot] { get }
    /// Why it has no effect, or the opposite effect, in a world; nil if it has its effect.
    func objection(in world: HealthyWorld) -> FaultObjection?
}

extension ExclusiveFault {
    package var slots: [Slot] { [Slot("what '\(Self.name)' sets")] }
    package func objection(in world: HealthyWorld) -> FaultObjection? { nil }
}
