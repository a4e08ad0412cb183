/// What is wrong in a puller's own configuration.
public enum ConfigurationMistake: String, Sendable, CaseIterable {
    /// It names a proxy at which nothing listens.
    case proxy
    /// It names a host that does not exist in the registry's place.
    case mirror
    /// It has a client certificate, or an authority, for the registry that cannot be used.
    case certificate
    /// It names a storage driver that does not work here.
    case storageDriver = "storage-driver"
    /// It names DNS servers that do not answer, for containers.
    case dns
    /// It names an MTU that is too small, for the network of containers.
    case mtu
}
