import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct DecimalsTests {
    @Test(arguments: [
        (0, 3, "0.000"), (1.0005, 2, "1.00"), (0.05, 2, "0.05"), (99.999, 2, "100.00"), (-0.5, 1, "-0.5"),
        (12.5, 0, "13"), (.nan, 2, "0.00"), (.infinity, 0, "1000000000000"), (-.infinity, 1, "-1000000000000.0"),
        (1e12, 9, "1000000000000.000000"), (3, -1, "3"),
    ])
    func numbersAreWrittenSo(value: Double, places: Int, text: String) {
        #expect(Decimals.text(value, places: places) == text)
    }
}
