/// Formats numbers with fixed decimals, the same in every locale.
enum Decimals {
    /// - Parameters:
    ///   - value: clamped to ±10¹².
    ///   - places: 0 to 6.
    static func text(_ value: Double, places: Int) -> String {
        let places = min(max(places, 0), 6)
        let scale = (0..<places).reduce(1) { product, _ in product * 10 }
        let clamped = value.isNaN ? 0 : min(max(value, -1e12), 1e12)
        // 10¹² times 10⁶ fits into 63 bits.
        let scaled = Int((clamped * Double(scale)).rounded())
        let (whole, fraction) = abs(scaled).quotientAndRemainder(dividingBy: scale)
        let digits = String(fraction)
        return (scaled < 0 ? "-" : "") + "\(whole)"
            + (places == 0 ? "" : "." + String(repeating: "0", count: max(0, places - digits.count)) + digits)
    }
}
