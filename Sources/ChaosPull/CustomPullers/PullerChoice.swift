import Faults
import Judging
import Pullers
import Scenarios

/// Every puller that a command can name: the catalog's, and those of the user's own behind them.
package struct PullerChoice: Sendable {
    let all: [any Puller]
    /// Names of the user's own, in the order in which they were given.
    let custom: [String]

    /// The catalog alone.
    static let catalog = PullerChoice(all: PullerCatalog.all, custom: [])

    /// The catalog and some more.
    ///
    /// - Parameters:
    ///   - definitions: read from files; their names are theirs alone.
    ///   - commands: made from a command line; a name that is taken gets a number.
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

    /// Words of the command line that are no puller.
    private static let words = [InstalledPuller.everything, InstalledPuller.none.name]

    private init(all: [any Puller], custom: [String]) {
        self.all = all
        self.custom = custom
    }

    /// Whether there is one of the user's own.
    package var hasCustom: Bool { !custom.isEmpty }

    func puller(named name: String) -> (any Puller)? { all.first { $0.name == name } }

    /// The names with those of the user's own behind them that none of them is about: to give a puller is to name it.
    func completed(_ names: [String]) -> [String] {
        guard !names.contains(InstalledPuller.everything) else { return names }
        let named = Set(names.map { $0.prefix { $0 != "@" } })
        return names + custom.filter { !named.contains($0[...]) }
    }
}
