/// The folder of a test's runs, so that tests which run at once do not share one.
enum TestName {
    /// As in `PullerTests.testDockerAsksAgain`.
    static func of(file: String, function: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? "Tests"
        let stem = name.hasSuffix(".swift") ? String(name.dropLast(6)) : name
        return stem + "." + function.prefix { $0 != "(" }
    }
}
