import Faults
import Testing

/// The one filter of everything that is printed.
@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("plain é 🙂 漢", "plain é 🙂 漢"), ("a\tb\nc\r\nd", "a b c  d"), ("\u{1b}]0;x\u{7}", "␛]0;x␇"),
        ("\u{0}\u{7f}", "␀␡"),
        ("\u{9b}31m\u{85}", "\u{FFFD}31m\u{FFFD}"), ("a\u{2028}b\u{2029}c", "a\u{FFFD}b\u{FFFD}c"),
        ("\u{202e}abc\u{2066}\u{200f}\u{61c}", "\u{FFFD}abc\u{FFFD}\u{FFFD}\u{FFFD}"), ("", ""),
    ])
    func harmfulCharactersAreReplaced(text: String, printable: String) {
        #expect(text.printable == printable)
        #expect(text.printable.printable == printable)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc..."), ("\u{1b}\u{1b}\u{1b}\u{1b}", 3, "..."), ("ab", 1, "..."),
    ])
    func longTextIsCut(text: String, count: Int, cut: String) { #expect(text.clipped(to: count) == cut) }

    @Test func everyControlCharacterIsReplaced() {
        for value in Array(0..<0x20) + Array(0x7F..<0xA0) {
            #expect(Unicode.Scalar(UInt8(value)).printable.value != value)
        }
    }
}
