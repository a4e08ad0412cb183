import Pullers
import Scenarios

/// One cell of the matrix: a scenario with a puller and a seed.
public struct Cell: Sendable {
    /// What goes wrong.
    public let scenario: Scenario
    package let puller: InstalledPuller
    /// The seed of everything random.
    public let seed: UInt64
    /// The number of the repetition, from 1.
    public let repetition: Int

    /// The name of the puller, as in `docker`.
    public var pullerName: String { puller.name }
    /// The version that the puller reports.
    public var version: String { puller.version }

    package init(scenario: Scenario, puller: InstalledPuller, seed: UInt64, repetition: Int = 1) {
        self.scenario = scenario
        self.puller = puller
        self.seed = seed
        self.repetition = repetition
    }

    /// Every scenario with every puller, ordered by scenario, as reports list them.
    public static func matrix(scenarios: [Scenario], pullers: [InstalledPuller], seed: UInt64) -> [Cell] {
        matrix(scenarios: scenarios, pullers: pullers, seeds: [seed])
    }

    /// The same with several seeds; those of one scenario and puller are adjacent.
    public static func matrix(scenarios: [Scenario], pullers: [InstalledPuller], seeds: [UInt64]) -> [Cell] {
        scenarios.flatMap { scenario in
            pullers.flatMap { puller in seeds.map { Cell(scenario: scenario, puller: puller, seed: $0) } }
        }
    }
}

extension Cell {
    /// Repeats each cell; repetitions of a cell are adjacent.
    ///
    /// Differences between them do not come from the seed.
    ///
    /// - Parameters:
    ///   - cells: what to repeat.
    ///   - count: how often, 1 or more.
    public static func repeated(_ cells: [Cell], times count: Int) -> [Cell] {
        cells.flatMap { cell in
            (1...max(1, count)).map { repetition in
                Cell(scenario: cell.scenario, puller: cell.puller, seed: cell.seed, repetition: repetition)
            }
        }
    }

    /// Why the puller is not asked for this scenario; nil if it is.
    public var whyLeftOut: String? { plan().whyLeftOut }

    /// The plan as text for people.
    public var planText: String { plan().text }

    func plan(areFaultsLifted: Bool = false) -> Plan {
        Plan(
            scenario: scenario, puller: puller.puller, root: puller.root, build: puller.build, version: puller.version,
            seed: seed,
            areFaultsLifted: areFaultsLifted, repetition: repetition
        )
    }
}
