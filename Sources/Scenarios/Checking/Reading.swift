import Faults

/// The result of reading a scenario file: a scenario, or all errors.
struct Reading {
    enum Outcome {
        case good(Scenario)
        case wrong(first: ScenarioError, others: [ScenarioError])
    }

    let outcome: Outcome

    /// Reads a file of at most 64 KiB.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - readsLayout: whether to read the image that the scenario names on disk.
    init(contentsOf path: String, readsLayout: Bool = true) {
        let text: String
        do {
            text = try ScenarioFiles.text(of: path)
        } catch {
            self.init(outcome: .wrong(first: error, others: []))
            return
        }
        self.init(yaml: text, file: path, readsLayout: readsLayout)
    }

    private init(outcome: Outcome) { self.outcome = outcome }

    init(yaml text: String, file: String, readsLayout: Bool = true) {
        var root: Element
        do {
            root = try YAMLDocument(text).root
        } catch {
            outcome = .wrong(first: ScenarioError(file: file, error), others: [])
            return
        }
        var errors = ErrorCollector()
        let refersToOthers = ShortcomingReferences.areIn(root)
        if refersToOthers {
            do {
                root = ShortcomingReferences(catalog: try ShortcomingCatalog.near(file)).expanded(root, &errors)
            } catch {
                outcome = .wrong(first: error, others: [])
                return
            }
        }
        var parts = ScenarioParts(root, &errors)
        if readsLayout { parts.readLayout(besides: file, &errors) } else { parts.leaveLayout() }
        for problem in ScenarioCheck(parts: parts).problems { errors.note(problem) }
        let sorted = errors.errors.sorted {
            ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column)
        }.map { ScenarioError(file: file, $0) }
        if let first = sorted.first {
            outcome = .wrong(first: first, others: Array(sorted.dropFirst()))
        } else if let scenario = Scenario(
            parts, name: ScenarioFiles.name(of: file),
            source: parts.sourceAnywhere(refersToOthers ? ExpandedSource.text(text, root) : text))
        {
            outcome = .good(scenario)
        } else {
            outcome = .wrong(first: ScenarioError(file: file, "a part cannot be read; please report this"), others: [])
        }
    }
}

extension Scenario {
    /// All errors of a scenario file, in the order of the document; empty for a valid one.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - pullers: the names that `known` and `skip` may have, as in `docker`; nil for any.
    public static func problems(inFile path: String, pullers: [String]? = nil) -> [ScenarioError] {
        switch Reading(contentsOf: path).outcome {
        case .wrong(let first, let others): [first] + others
        case .good(let scenario):
            scenario.namedPullers.compactMap { named in
                named.objection(among: pullers).map { ScenarioError(file: path, $0) }
            }
        }
    }
}
