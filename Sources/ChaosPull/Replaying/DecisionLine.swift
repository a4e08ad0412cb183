import Faults

/// The lines of a recording: JSON Lines with a header first, as in docs/decisions.schema.json.
enum DecisionLine {
    /// The version of the format.
    static let schema = 1
    static let file = "decisions.jsonl"

    /// The valid ordinals; no flow comes near the upper bound.
    private static let ordinals = 1...1_000_000_000
    /// The valid times; every pull ends long before the upper bound.
    private static let seconds = 0.0...1e6
    /// The valid walks; far beyond what normal variates reach, whatever the correlation.
    private static let walks = -1000.0...1000.0

    /// - Parameter faults: the faults with match and trigger, in the order of the scenario.
    static func header(seed: UInt64, faults: [String]) -> [UInt8] {
        var line = Array("{\"schema\":\(schema),\"chaospull\":".utf8)
        append(ChaosPullVersion.current, to: &line)
        line += Array(",\"seed\":\(seed),\"faults\":[".utf8)
        for (index, fault) in faults.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            append(fault, to: &line)
        }
        return line + Array("]}\n".utf8)
    }

    static func append(_ decision: DecisionRecord, to line: inout [UInt8]) {
        line += "{\"fault\":\(decision.fault),\"flow\":".utf8
        append(decision.flow, to: &line)
        line += ",\"direction\":\"\(decision.direction.rawValue)\",\"ordinal\":\(decision.ordinal)".utf8
        line += ",\"isHit\":\(decision.isHit),\"draw\":\"".utf8
        let digits = String(decision.draw.state, radix: 16)
        line += repeatElement(UInt8(ascii: "0"), count: 16 - digits.utf8.count)
        line += digits.utf8
        line.append(UInt8(ascii: "\""))
        if let walk = decision.draw.walk { line += ",\"walk\":\(walk)".utf8 }
        line += ",\"sincePull\":\(decision.seconds)}\n".utf8
    }

    private static func append(_ text: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
            case 0..<0x10: line += "\\u000\(String(byte, radix: 16))".utf8
            case 0x10..<0x20: line += "\\u00\(String(byte, radix: 16))".utf8
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }

    /// Refuses a recording of other faults, since its decisions would mean something else.
    static func checkHeader(_ element: Element, faults: [String]) throws(LanguageError) {
        let fields = try Fields(of: element, known: ["schema", "chaospull", "seed", "faults"], what: "the header")
        let version = try fields.required("schema", "the version of the format")
        guard try version.integer(in: 0...Int.max) == schema else {
            throw version.error("this is another version of the format; expected \(schema)")
        }
        let named = try fields.required("faults", "the faults of the scenario")
        let recorded = try named.list(of: "faults") { (item) throws(LanguageError) in try item.string() }
        guard recorded == faults else {
            let place = zip(recorded, faults).first { $0 != $1 }
            throw named.error(
                place.map { "'\($0.clipped)' is not the scenario's '\($1.clipped)'; expected the faults that ran" }
                    ?? "\(recorded.count) faults were recorded and the scenario has \(faults.count); expected as many"
            )
        }
    }

    static func decision(_ element: Element, faults: Int) throws(LanguageError) -> DecisionRecord {
        let keys = ["fault", "flow", "direction", "ordinal", "isHit", "draw", "walk", "sincePull"]
        let fields = try Fields(of: element, known: keys, what: "a decision")
        let fault = try fields.required("fault", "the place of the fault in the scenario, from 0")
        guard faults > 0 else { throw fault.error("the scenario has no fault; expected no decision") }
        return DecisionRecord(
            fault: try fault.integer(in: 0...faults - 1),
            flow: try fields.required("flow", "a flow such as 'dns cdn.test A'").string(),
            direction: try fields.required("direction", "from-node or to-node").word(called: "direction"),
            ordinal: try fields.required("ordinal", "the place in the flow, from 1").integer(in: ordinals),
            isHit: try fields.required("isHit", "true or false").boolean(),
            draw: Draw(
                seed: try fields.required("draw", "sixteen hexadecimal digits").hexadecimal(),
                walk: try fields.read("walk") { (element) throws(LanguageError) in try element.number(in: walks) }
            ),
            seconds: try fields.required("sincePull", "seconds since the pull began").number(in: seconds)
        )
    }
}

extension Element {
    fileprivate func number(in range: ClosedRange<Double>) throws(LanguageError) -> Double {
        let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
        let text = try scalar(expected)
        guard let value = Double(text), range.contains(value) else {
            throw error("found '\(text.clipped)'; expected \(expected)")
        }
        return value
    }

    fileprivate func hexadecimal() throws(LanguageError) -> UInt64 {
        let expected = "sixteen hexadecimal digits in double quotes"
        let text = try scalar(expected)
        guard text.utf8.count == 16, text.allSatisfy({ $0.isASCII && $0.isHexDigit }),
            let value = UInt64(text, radix: 16)
        else { throw error("found '\(text.clipped)'; expected \(expected)") }
        return value
    }
}
