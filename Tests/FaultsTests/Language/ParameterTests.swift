import Testing

@testable import Faults

@Suite struct ParameterTests {
    private static let required = Parameter("keep", .size(in: 1...65_535), "what is kept")
    private static let usual = Parameter("by", .duration(in: .zero ... .seconds(60)), default: .seconds(2), "how long")
    private static let optional = Parameter("most", .integer(in: 1...9), otherwise: "any number", "how many")

    private func fields(_ document: Document) throws -> Fields {
        try Fields(of: document.element(), known: ["keep", "by", "most"], what: "a test")
    }

    @Test func aValueIsReadWithItsType() throws {
        let fields = try fields(["keep": "1 KiB", "by": "1.5 s", "most": "3"])
        #expect(try fields.value(of: Self.required) == 1024)
        #expect(try fields.value(of: Self.usual) == .milliseconds(1500))
        #expect(try fields.value(of: Self.optional) == 3)
    }

    @Test func withoutAValueThereIsTheDefaultOrNoneOrAnError() throws {
        let fields = try fields([:])
        #expect(try fields.value(of: Self.usual) == .seconds(2))
        #expect(try fields.value(of: Self.optional) == nil)
        #expect(
            complaint { _ = try fields.value(of: Self.required) }
                == "key 'keep' is missing; expected a size from 1 B to 65535 B")
    }

    @Test func itSaysWhatItIsLikeWithoutIt() {
        #expect(Self.required.isRequired && Self.required.withoutIt == "required")
        #expect(!Self.usual.isRequired && Self.usual.withoutIt == "2 s")
        #expect(!Self.optional.isRequired && Self.optional.withoutIt == "any number")
        #expect(Self.optional.defaultValue == nil)
    }

    @Test func aBuiltValueIsWrittenOrLeftOut() {
        #expect(Self.required(2048).value?.written == "2 KiB")
        #expect(Self.usual(nil).value == nil)
        #expect(Self.optional(nil).value == nil)
        #expect(Self.optional(4).value?.written == "4")
    }

    @Test func aValueThatMustNotExceedAnotherSaysWhich() throws {
        let jitter = Parameter("most", .duration(in: .zero ... .seconds(60)), default: .zero, "how much")
        let fields = try fields(["by": "1 s", "most": "1001 ms"])
        #expect(
            complaint { _ = try fields.value(of: jitter, noLargerThan: Self.usual) }
                == "most: 1001 ms is out of range; expected 0 ms to 1 s, which is 'by'")
    }
}
