/// Every puller there is, a line each.
package enum PullerCatalog {
    package static let all: [any Puller.Type] = [
        DockerPuller.self,
        SkopeoPuller.self,
    ]

    package static func puller(named name: String) -> (any Puller.Type)? { all.first { $0.name == name } }
}
