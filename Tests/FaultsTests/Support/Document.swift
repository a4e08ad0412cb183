import Faults

/// A scenario's document made by hand, as in `["fault": "packet.drop", "when": ["only": ["3", "7"]]]`.
enum Document: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    case scalar(String)
    case sequence([Document])
    case mapping([(key: String, value: Document)])

    init(stringLiteral text: String) { self = .scalar(text) }

    init(arrayLiteral items: Document...) { self = .sequence(items) }

    init(dictionaryLiteral entries: (String, Document)...) { self = .mapping(entries.map { (key: $0, value: $1) }) }

    /// The element, with the n-th entry of a mapping on line n.
    func element(path: String = "", line: Int = 1) -> Element {
        let position = Position(line: line, column: 1)
        switch self {
        case .scalar(let text): return Element(.scalar(text, isPlain: true), at: position, path: path)
        case .sequence(let items):
            let elements = items.enumerated().map { $1.element(path: "\(path)[\($0)]", line: line) }
            return Element(.sequence(elements), at: position, path: path)
        case .mapping(let entries):
            let elements = entries.enumerated().map { index, entry in
                Element.Entry(
                    key: entry.key, keyPosition: Position(line: index + 1, column: 1),
                    value: entry.value.element(path: path.isEmpty ? entry.key : "\(path).\(entry.key)", line: index + 1)
                )
            }
            return Element(.mapping(elements), at: position, path: path)
        }
    }
}

/// The error message; nil if it can be read.
func complaint(_ read: () throws -> Void) -> String? {
    do {
        try read()
        return nil
    } catch {
        return "\(error)"
    }
}

/// The error message for an entry of `faults`; nil if it is valid.
func complaint(aboutFault document: Document) -> String? {
    complaint { _ = try FaultDefinition(document.element()) }
}
