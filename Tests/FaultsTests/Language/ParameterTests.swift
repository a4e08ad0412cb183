import Faults
import Testing

@Suite struct ParameterTests {
    @Test(arguments: [
        ("a duration such as '4 s'", "ms, s, min, h"), ("a size such as '64 B'", "B, KiB, MiB, GiB, kB, MB, GB"),
        ("a percentage such as '5%'", "%"), ("true or false", nil), ("a whole number from 1 to 9", nil),
    ])
    func theKindTellsTheUnits(kind: String, units: String?) {
        #expect(Parameter("p", kind, "s").units == units)
    }
}
