import Faults
import Judging
import Pullers
import Scenarios

/// Every puller that a command can name: the catalog's, then the user's own.
package struct PullerChoice: Sendable {
    let all: [any Puller]
    /// The names of the user's own pullers, in the given order.
    let custom: [String]

    /// Only the catalog.
    static let catalog = PullerChoice(all: PullerCatalog.all, custom: [])

    /// The catalog and the user's own pullers.
    ///
    /// - Parameters:
    ///   - definitions: read from files; their names must be unique.
    ///   - commands: made from the command line; a name that is taken gets a number.
    /// - Throws: `ChaosPullError` for a name that is taken.
    package init(_ definitions: [PullerDefinition], commands: [PullerDefinition] = []) throws(ChaosPullError) {
        var all = PullerCatalog.all
        var custom: [String] = []
        for definition in definitions {
            let isTaken = Self.words.contains(definition.name) || all.contains { $0.name == definition.name }
            guard !isTaken else {
                let owner = custom.contains(definition.name) ? "another file's" : "chaospull's own"
                throw ChaosPullError("the puller name '\(definition.name)' is \(owner); give it another 'name'")
            }
            all.append(CustomPuller(definition))
            custom.append(definition.name)
        }
        for definition in commands {
            let names = Set(all.map { $0.name })
            var number = 1
            var name = definition.name
            while names.contains(name) {
                number += 1
                name = "\(definition.name)-\(number)"
            }
            all.append(CustomPuller(definition.renamed(name)))
            custom.append(name)
        }
        self.init(all: all, custom: custom)
    }

    /// Reserved words of the command line that cannot name a puller.
    private static let words = [InstalledPuller.everything, InstalledPuller.none.name]

    private init(all: [any Puller], custom: [String]) {
        self.all = all
        self.custom = custom
    }

    /// Whether the user has own pullers.
    package var hasCustom: Bool { !custom.isEmpty }

    /// The names of the pullers.
    package var names: [String] { all.map { $0.name } }

    func puller(named name: String) -> (any Puller)? { all.first { $0.name == name } }

    /// The names, followed by the user's own pullers that they do not include: defining a puller selects it.
    func completed(_ names: [String]) -> [String] {
        guard !names.contains(InstalledPuller.everything) else { return names }
        let named = Set(names.map { $0.prefix { !"@+".contains($0) } })
        return names + custom.filter { !named.contains($0[...]) }
    }
}
