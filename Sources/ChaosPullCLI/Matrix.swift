import ArgumentParser
import ChaosPull
import Scenarios

/// The scenarios and pullers that the arguments of a command name; wrong names are usage errors.
enum Matrix {
    /// - Parameter again: who asks again after a pull that failed; nil for what the files say.
    static func scenarios(_ paths: [String], again: PullSettings.Again? = nil) throws -> [Scenario] {
        do {
            return try ScenarioFiles.find(paths: paths).map { path in
                let scenario = try Scenario(contentsOf: path)
                return again == .kubelet ? try scenario.askedAgain(file: path) : scenario
            }
        } catch let error as ScenarioError {
            throw usage(error)
        }
    }

    static func cells(paths: [String], pullers: PullerOptions, seed: UInt64) async throws -> [Cell] {
        try await cells(paths: paths, pullers: pullers, seeds: [seed])
    }

    static func cells(
        paths: [String], pullers: PullerOptions, seeds: [UInt64], again: PullSettings.Again? = nil
    ) async throws -> [Cell] {
        try await cells(
            of: try scenarios(paths, again: again), pullers: pullers.names, custom: pullers.custom, seeds: seeds)
    }

    static func cells(
        of scenarios: [Scenario], pullers: [String], custom: CustomPullerOptions, seeds: [UInt64] = [1]
    ) async throws -> [Cell] {
        let choice = try choice(custom)
        do {
            let installed = try await InstalledPuller.select(pullers, among: choice)
            return Cell.matrix(scenarios: scenarios, pullers: installed, seeds: seeds)
        } catch let error as ChaosPullError {
            throw usage(error)
        }
    }

    /// The one scenario that a path names.
    static func scenario(_ path: String) throws -> Scenario {
        let scenarios = try scenarios([path])
        guard let scenario = scenarios.first, scenarios.count == 1 else {
            printError("\(path) holds \(scenarios.count) scenarios; expected one file")
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
        return scenario
    }

    /// One cell for a visit; without a puller if none is named.
    static func cell(path: String, puller: String?, custom: CustomPullerOptions, seed: UInt64) async throws -> Cell {
        let scenario = try scenario(path)
        let choice = try choice(custom)
        do {
            guard puller != nil || choice.hasCustom else {
                return Cell(scenario: scenario, puller: .none, seed: seed)
            }
            let installed = try await InstalledPuller.select(puller.map { [$0] } ?? [], among: choice)
            guard let first = installed.first, installed.count == 1 else {
                throw ChaosPullError(
                    "a visit is with one puller; found \(installed.map(\.name).joined(separator: ", "))")
            }
            return Cell(scenario: scenario, puller: first, seed: seed)
        } catch let error as ChaosPullError {
            throw usage(error)
        }
    }

    /// The catalog's pullers and those that the options define.
    static func choice(_ options: CustomPullerOptions) throws -> PullerChoice {
        do {
            return try PullerChoice(
                options.pullerFiles.map { try PullerDefinition(contentsOf: $0) },
                commands: options.commands.map { try PullerDefinition(command: $0) }
            )
        } catch let error as ScenarioError {
            throw usage(error)
        } catch let error as ChaosPullError {
            throw usage(error)
        }
    }

    static func shard(_ text: String) throws -> Shard {
        do {
            return try Shard(parsing: text)
        } catch let error as ChaosPullError {
            throw usage(error)
        }
    }

    /// Prints the error and exits with the code for wrong usage.
    ///
    /// The message is enough, so the usage text is not printed.
    private static func usage(_ error: some Error & CustomStringConvertible) -> ArgumentParser.ExitCode {
        printError(error.description)
        return ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
    }
}
