import Judging

/// What a person can choose the page's runs by.
struct PageFilters {
    /// One thing to choose by.
    struct Field {
        let key: String
        let fieldLabel: String
        let options: [Option]
    }

    /// One choice.
    struct Option {
        let value: String
        let words: String
    }

    let fields: [Field]

    /// Nil if there is nothing to choose.
    init?(_ results: [RunResult], pullers: [String], planes: RunPlanes) {
        guard results.count > 1 else { return nil }
        let statuses = Status.allCases.reversed().filter { status in results.contains { $0.status == status } }
        fields = [
            Field(
                key: "puller", fieldLabel: "Puller",
                options: pullers.map { Option(value: $0, words: $0) }),
            Field(
                key: "plane", fieldLabel: "Plane of a fault",
                options: planes.all.map { Option(value: $0, words: $0 == RunPlanes.none ? "no fault" : $0) }),
            Field(
                key: "verdict", fieldLabel: "Verdict",
                options: statuses.map { Option(value: $0.rawValue, words: "\($0.symbol) \($0.rawValue)") }),
        ]
    }
}
