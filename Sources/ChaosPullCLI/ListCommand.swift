import ArgumentParser
import ChaosPull
import Faults
import Scenarios

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List scenarios, clauses, shortcomings, faults or pullers."
    )

    enum Subject: String, ExpressibleByArgument, CaseIterable { case scenarios, clauses, shortcomings, faults, pullers }

    @Argument(help: "scenarios, clauses, shortcomings, faults or pullers.")
    var subject: Subject

    @Argument(help: "For scenarios, clauses and shortcomings: files, folders of them, or names such as udp-loss.")
    var paths: [String] = ["scenarios"]

    @Option(help: "For scenarios: only those with a fault of this plane.")
    var plane: Plane?

    @Option(
        help: ArgumentHelp(
            "For scenarios: only those that run with this puller, in the version that is installed. For shortcomings: only its own, in any version. May be repeated.",
            valueName: "name"))
    var puller: [String] = []

    @OptionGroup var custom: CustomPullerOptions

    func validate() throws {
        guard subject == .scenarios || plane == nil else {
            throw ValidationError("--plane chooses scenarios; expected 'list scenarios'")
        }
        guard [.scenarios, .shortcomings].contains(subject) || puller.isEmpty else {
            throw ValidationError(
                "--puller chooses scenarios or shortcomings; expected 'list scenarios' or 'list shortcomings'")
        }
    }

    func run() async throws {
        switch subject {
        case .scenarios:
            for scenario in try await chosenScenarios() { print("\(scenario.name)\n    \(scenario.title)") }
        case .clauses: print(ClauseList.text(scenarios: try Matrix.scenarios(paths)), terminator: "")
        case .shortcomings: try printShortcomings()
        case .faults:
            for fault in FaultCatalog.all {
                print("\(fault.name)\n    \(fault.summary)")
                for parameter in fault.parameters {
                    let units = parameter.shape.units.map { " (\($0))" } ?? ""
                    let absence = parameter.isRequired ? "required" : "without it: \(parameter.withoutIt)"
                    print(
                        "    \(parameter.name): \(parameter.shape.summary)\(units); \(absence) – \(parameter.meaning)")
                }
                let match = fault.plane.matchKeys.isEmpty ? "none" : fault.plane.matchKeys.joined(separator: ", ")
                print("    match: \(match)\(fault.plane.triggerKeys.isEmpty ? "; holds for the whole run" : "")")
            }
        case .pullers:
            for row in try await PullerSurvey.all(among: Matrix.choice(custom)) {
                print("\(row.name)\n    \(row.summary)")
                for puller in row.installed { print("    \(puller.name) \(puller.version)") }
                if row.own == nil { print("    not on this machine itself: \(row.hint)") }
            }
        }
    }

    private func printShortcomings() throws {
        let scenarios = try Matrix.scenarios(paths)
        let known = Set(try Matrix.choice(custom).names)
        if let unknown = puller.first(where: { !known.contains($0) }) {
            throw ValidationError("unknown puller '\(unknown)'; 'chaospull list pullers' names them")
        }
        let files = try ScenarioFiles.find(paths: paths)
        guard let folder = files.lazy.compactMap(ShortcomingCatalog.folder).first else {
            throw ValidationError("no folder 'shortcomings' beside the scenarios; expected one")
        }
        let catalog = try ShortcomingCatalog.inFolder(folder)
        print(ShortcomingList.text(catalog, scenarios: scenarios, pullers: puller), terminator: "")
    }

    private func chosenScenarios() async throws -> [Scenario] {
        let scenarios = try Matrix.scenarios(paths).filter { scenario in
            plane.map { scenario.planes.contains($0) } ?? true
        }
        guard !puller.isEmpty else { return scenarios }
        let cells = try await Matrix.cells(of: scenarios, pullers: puller, custom: custom)
        let asked = Set(cells.filter { $0.whyLeftOut == nil }.map(\.scenario.name))
        return scenarios.filter { asked.contains($0.name) }
    }
}

extension Plane: ExpressibleByArgument {}
