/// Something that is looked at in every run, whatever its scenario expects.
protocol Check {
    /// What was expected, what was seen, and what shows it.
    func finding(_ facts: RunFacts) -> Finding
}
