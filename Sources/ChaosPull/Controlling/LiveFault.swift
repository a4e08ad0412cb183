import Faults

/// A fault of a world that is there, as a list of them shows it.
public struct LiveFault: Sendable, Codable, Equatable {
    /// Its number, by which it is healed and armed again: the scenario's from 0, then those that were armed.
    public let fault: Int
    /// As in `http.status`.
    public let name: String
    /// What it meets, for people.
    public let match: String
    /// When it is due, for people; nil for one that holds all the time.
    public let when: String?
    /// Whether it is in force, or waits for its occasion.
    public let isArmed: Bool
    /// How often it took effect.
    public let fired: Int
    /// Occurrences that its match covers; nil for faults that hold all the time.
    public let matched: Int?

    init(_ fault: ArmedFault) {
        let count = Observations.FaultCount(fault)
        self.fault = fault.ordinal
        name = fault.name
        match = fault.occasion
        when = count.when
        isArmed = !fault.isLifted
        fired = fault.fired
        matched = count.matched
    }

    /// As in `faults[3] http.status (manifest): armed, fired twice`.
    public var line: String {
        "faults[\(fault)] \(name) (\(match)): \(isArmed ? "armed" : "healed"), fired \(fired.times)"
    }
}
