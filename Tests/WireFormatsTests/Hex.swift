/// Reads bytes from hex digits; blanks are ignored, and `//` starts a comment up to the end of the line.
func hex(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in text.split(whereSeparator: \.isNewline) {
        var digits: [UInt8] = []
        var previous: Character = " "
        for character in line {
            if character == "/", previous == "/" { break }
            previous = character
            if let digit = character.hexDigitValue { digits.append(UInt8(digit)) }
        }
        precondition(digits.count.isMultiple(of: 2), "odd number of digits in a fixture: \(line)")
        for index in stride(from: 0, to: digits.count, by: 2) {
            bytes.append(digits[index] << 4 | digits[index + 1])
        }
    }
    return bytes
}

/// The text as bytes.
func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

/// SplitMix64, so that a run can be repeated (Steele, Lea and Flood, OOPSLA 2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
