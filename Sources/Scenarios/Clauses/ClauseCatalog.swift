/// Every clause that a scenario can name.
public enum ClauseCatalog {
    /// In the order in which they are listed, by specification.
    public static let all: [Clause] = distribution + image + http + messages + tokens + connections

    /// The clause of that name, or nil.
    public static func clause(named name: String) -> Clause? { byName[name] }

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
