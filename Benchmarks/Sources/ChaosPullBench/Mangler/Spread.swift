/// The middle of some measurements, and the least and the most.
struct Spread {
    let median: Double
    let least: Double
    let most: Double

    /// Nil if there are none.
    init?(_ values: [Double]) {
        guard let quartiles = Quartiles(of: values), let least = values.min(), let most = values.max() else {
            return nil
        }
        (median, self.least, self.most) = (quartiles.median, least, most)
    }

    /// As in `1.92 (1.80 to 2.01)`.
    var text: String { "\(Figures.hundredths(median)) (\(Figures.hundredths(least)) to \(Figures.hundredths(most)))" }
}
