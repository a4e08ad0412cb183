/// A check that is made in every run, whatever its scenario expects.
protocol Check {
    /// What was expected, what was seen, and the evidence.
    func finding(_ facts: RunFacts) -> Finding
}
