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
