/// The name of a test's folder, so that tests that run at the same time do not share one.
enum TestName {
    /// The name, as in `PullerTests.testDockerAsksAgain`.
    static func of(file: String, function: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? "Tests"
        let stem = name.hasSuffix(".swift") ? String(name.dropLast(6)) : name
        return stem + "." + function.prefix { $0 != "(" }
    }
}
