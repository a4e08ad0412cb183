import Faults
import Judging
import Scenarios

/// What a line on the control socket asks for, in the format of `docs/control.schema.json`.
enum ControlRequest: Sendable {
    case arm(FaultDefinition)
    case armAgain(Int)
    case heal(Int?)
    case list
    case fired
    case events(after: Int, limit: Int)
    case pull

    /// The words of `do`.
    static let words = ["arm", "heal", "list", "fired", "events", "pull"]
    /// The most events in one answer.
    static let mostEvents = 1000

    /// Reads a line of JSON, which is YAML too.
    ///
    /// - Throws: `ChaosPullError` with the column.
    init(_ line: String) throws(ChaosPullError) {
        do throws(LanguageError) {
            try self.init(YAMLDocument(line, of: .request).root)
        } catch {
            throw ChaosPullError("\(error)")
        }
    }

    private init(_ element: Element) throws(LanguageError) {
        let keys = ["do", "fault", "after", "limit"]
        let fields = try Fields(of: element, known: keys, what: "a request")
        let named = try fields.required("do", Self.words.joined(separator: ", "))
        let word = try named.string()
        let used: [String: Set<String>] = ["arm": ["fault"], "heal": ["fault"], "events": ["after", "limit"]]
        for key in keys.dropFirst() where used[word]?.contains(key) != true {
            if let value = fields[key] { throw value.error("'\(word.clipped)' has no '\(key)'; expected it left out") }
        }
        switch word {
        case "arm":
            let fault = try fields.required("fault", "a fault, or the number of one")
            if let number = try? Self.number(fault) {
                self = .armAgain(number)
            } else {
                self = .arm(try Self.fault(fault))
            }
        case "heal": self = .heal(try fields.read("fault", Self.number))
        case "list": self = .list
        case "fired": self = .fired
        case "pull": self = .pull
        case "events":
            self = .events(
                after: try fields.read("after", Self.number) ?? 0,
                limit: min(Self.mostEvents, try fields.read("limit", Self.number) ?? Self.mostEvents))
        default:
            throw named.error(
                "unknown request '\(word.clipped)'; "
                    + Suggestion.sentence(for: word, among: Self.words, otherwise: "expected one of the schema's"))
        }
    }

    private static func number(_ element: Element) throws(LanguageError) -> Int { try element.integer(in: 0...1 << 30) }

    /// A fault as in a scenario, or the text of one.
    private static func fault(_ element: Element) throws(LanguageError) -> FaultDefinition {
        guard case .scalar(let text, _) = element.content else { return try FaultDefinition(element) }
        return try FaultDefinition(YAMLDocument(text, of: .request).root)
    }
}
