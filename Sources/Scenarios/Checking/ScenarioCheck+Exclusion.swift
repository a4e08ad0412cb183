import Faults

extension ScenarioCheck {
    /// Refuses faults that cannot both act, and faults without effect or with the opposite effect.
    var exclusionProblems: [LanguageError] {
        var owners: [(slot: Slot, host: Role?, place: Position)] = []
        var problems: [LanguageError] = []
        for (definition, element) in parts.faults {
            guard let fault = definition.fault as? any ExclusiveFault else { continue }
            for slot in fault.slots {
                // What one host answers is nothing to another; what all hosts answer is.
                let host = definition.match.host
                let owner = owners.first {
                    $0.slot == slot && (host == nil || $0.host == nil || $0.host == host)
                }
                guard let owner else {
                    owners.append((slot, host, element.position))
                    continue
                }
                problems.append(
                    (element["fault"] ?? element).error(
                        "this fault and the one at \(owner.place) both set \(slot.name), so only one can act; "
                            + "expected one of them"))
            }
            guard let node = parts.node, let network = parts.network,
                let objection = fault.objection(
                    in: HealthyWorld(
                        node: node, network: network, storage: node.storage(under: parts.faults.map(\.value))))
            else { continue }
            problems.append((element[objection.parameter] ?? element).error(objection.message))
        }
        return problems
    }
}

extension HealthyWorld {
    /// The world around the puller of a scenario, without faults.
    init(node: NodeSettings, network: NetworkSettings, storage: StorageKind) {
        self.init(
            storageSize: node.storageSize, storage: storage, resolver: node.resolver, rate: network.rate,
            mtu: network.mtu,
            hasCredentialHelper: node.hasCredentialHelper)
    }
}
