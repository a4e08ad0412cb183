import Faults

extension ScenarioCheck {
    /// Refuses a disk that is too small for its file system, and faults of a disk where there is none.
    var diskProblems: [LanguageError] {
        guard let node = parts.node else { return [] }
        let storage = node.storage(under: parts.faults.map(\.value))
        guard storage.hasDisk else {
            return parts.faults.compactMap { definition, element in
                guard definition.needsDisk else { return nil }
                let others = StorageKind.allCases.filter(\.hasDisk).map(\.rawValue).joinedByOr
                return (element["fault"] ?? element).error(
                    "there is no disk under tmpfs; expected \(others) as 'disk' in 'node', or no 'disk'")
            }
        }
        guard node.storageSize < storage.smallest else { return [] }
        guard let element = parts.nodeElement else { return [] }
        return [
            (element["storage"] ?? element).error(
                "\(Units.text(bytes: node.storageSize)) are too few for \(storage.rawValue); "
                    + "expected \(Units.text(bytes: storage.smallest)) or more")
        ]
    }
}
