/// Which way a packet goes, seen from the puller.
public enum Direction: String, Sendable, Codable, Hashable, CaseIterable {
    case fromNode = "from-node"
    case toNode = "to-node"
}
