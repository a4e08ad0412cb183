/// The median and the spread of measurements.
struct Quartiles<Value: Comparable> {
    let lower: Value
    let median: Value
    let upper: Value

    /// The values at ranks ⌈n/4⌉, ⌈n/2⌉ and ⌈3n/4⌉, which are measured ones; nil without values.
    init?(of values: [Value]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        func quantile(_ quarters: Int) -> Value { sorted[(sorted.count * quarters + 3) / 4 - 1] }
        lower = quantile(1)
        median = quantile(2)
        upper = quantile(3)
    }
}

extension Quartiles<Double> {
    /// The median and the middle half, as in `1.92 (1.80 to 2.01)`.
    var text: String {
        "\(Figures.hundredths(median)) (\(Figures.hundredths(lower)) to \(Figures.hundredths(upper)))"
    }
}
