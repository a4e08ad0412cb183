/// Every puller of chaospull, one line each.
package enum PullerCatalog {
    package static let all: [any Puller] = [
        DockerPuller(),
        DockerPuller(store: .containerd),
        ContainerdPuller(),
        CRIPuller(),
        PodmanPuller(),
        BuildahPuller(),
        SkopeoPuller(),
        SkopeoPuller(retries: 3),
        ChImagePuller(),
        OrasPuller(),
        CranePuller(),
        ApptainerPuller(),
        UdockerPuller(),
        OrasPythonPuller(),
    ]

    package static func puller(named name: String) -> (any Puller)? { all.first { $0.name == name } }
}
