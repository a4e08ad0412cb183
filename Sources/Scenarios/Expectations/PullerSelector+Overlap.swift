extension PullerSelector {
    /// Whether both select some version of a puller.
    func overlaps(_ other: PullerSelector) -> Bool {
        name == other.name && (root == nil || other.root == nil || root == other.root)
            && Self.isSatisfiable(constraints + other.constraints)
    }

    /// The selector of what both select; nil if that is nothing.
    func and(_ other: PullerSelector) -> PullerSelector? {
        guard overlaps(other) else { return nil }
        let added = other.constraints.filter { !constraints.contains($0) }
        return PullerSelector(name: name, root: root ?? other.root, constraints: constraints + added)
    }

    /// Whether any version is within all bounds.
    static func isSatisfiable(_ constraints: [VersionConstraint]) -> Bool {
        var lower: (version: Version, isIncluded: Bool)?
        var upper: (version: Version, isIncluded: Bool)?
        for constraint in constraints {
            let bound = (version: constraint.version, isIncluded: ![.less, .greater].contains(constraint.relation))
            if [.atLeast, .greater, .equal].contains(constraint.relation),
                lower.map({ $0.version < bound.version || $0.version == bound.version && !bound.isIncluded }) ?? true
            {
                lower = bound
            }
            if [.atMost, .less, .equal].contains(constraint.relation),
                upper.map({ bound.version < $0.version || $0.version == bound.version && !bound.isIncluded }) ?? true
            {
                upper = bound
            }
        }
        guard let lower, let upper else { return true }
        return lower.version < upper.version || lower.version == upper.version && lower.isIncluded && upper.isIncluded
    }
}
