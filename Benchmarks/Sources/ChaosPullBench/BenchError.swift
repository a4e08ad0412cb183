/// Why something could not be measured.
struct BenchError: Error, CustomStringConvertible {
    /// One lowercase sentence that names the value and the way out.
    let description: String

    init(_ description: String) { self.description = description }
}
