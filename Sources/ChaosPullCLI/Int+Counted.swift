extension Int {
    /// The number with a noun, as in `1 scenario` and `2 scenarios`.
    func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
