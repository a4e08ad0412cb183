import Faults
import Testing

@Suite struct SuggestionTests {
    private static let words = ["protocol", "with", "from", "to", "port"]

    @Test(arguments: [
        ("prot", "did you mean 'protocol'?"), ("potr", "did you mean 'port'?"), ("protocl", "did you mean 'protocol'?"),
        ("fro", "did you mean 'from'?"),
        ("wiht", "did you mean 'with'?"), ("", "expected one of protocol, with, from, to, port"),
        ("xyz", "expected one of protocol, with, from, to, port"),
    ])
    func theNearestWordIsNamedOrAllOfThem(word: String, sentence: String) {
        #expect(Suggestion.sentence(for: word, among: Self.words) == sentence)
    }

    @Test(arguments: [
        ("", "", 0), ("kitten", "sitting", 3), ("abc", "", 3), ("flaw", "lawn", 2), ("wiht", "with", 1),
        ("same", "same", 0),
    ])
    func distancesCountEditsAndSwapsOfNeighbours(first: String, second: String, distance: Int) {
        #expect(Suggestion.distance(first, second) == distance)
        #expect(Suggestion.distance(second, first) == distance)
    }

    @Test func longWordsAreComparedByTheirBeginning() {
        #expect(Suggestion.distance(String(repeating: "a", count: 100_000), String(repeating: "a", count: 64)) == 0)
    }

    @Test func fewWordsAreListedAsPeopleDo() {
        #expect(Suggestion.sentence(for: "x", among: ["close", "reset"]) == "expected close or reset")
        #expect(Suggestion.sentence(for: "x", among: ["close"]) == "expected 'close'")
    }

    @Test func anotherTextReplacesALongList() {
        #expect(Suggestion.sentence(for: "xyz", among: Self.words, otherwise: "see there") == "see there")
        #expect(Suggestion.sentence(for: "fro", among: Self.words, otherwise: "see there") == "did you mean 'from'?")
    }

    @Test func noWordsAtAllDoNotTrap() {
        #expect(Suggestion.sentence(for: "x", among: []) == "expected one of ")
    }
}
