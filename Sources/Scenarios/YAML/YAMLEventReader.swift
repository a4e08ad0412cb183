import CYaml
import Faults

/// Reads the events of one text in order, without recursion and without resolving anything.
///
/// It uses libyaml as Yams ships it. Yams' own tree is built recursively, expands aliases, hashes whole nodes to find
/// duplicate keys and forgets the position of the second one. None of that suits a hostile file.
struct YAMLEventReader: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let text: String
    /// Whether keys may be in quotes, as in JSON.
    var takesQuotedKeys = false

    init(_ text: String) {
        self.text = text
        input = .allocate(capacity: text.utf8.count)
        _ = input.initialize(from: text.utf8)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        if yaml_parser_initialize(parser) == 1 {
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(parser, UnsafePointer(input.baseAddress), input.count)
        }
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    mutating func next() throws(LanguageError) -> YAMLEvent {
        // If the parser could not allocate its buffers, it has no input to read from.
        guard parser.pointee.read_handler != nil else {
            throw LanguageError(at: Position(line: 1, column: 1), path: "", "no memory is left to read the file")
        }
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(event)
    }

    private var syntaxError: LanguageError {
        let state = parser.pointee
        return YAMLSyntaxProblem(
            problem: state.problem.map { String(cString: $0) } ?? "",
            context: state.context.map { String(cString: $0) } ?? "",
            position: Position(state.problem_mark),
            contextPosition: Position(state.context_mark),
            text: text
        ).error
    }
}

extension Position {
    /// Marks count lines and columns from 0, columns in Unicode scalars.
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }
}

extension YAMLEvent {
    fileprivate init(_ event: yaml_event_t) {
        position = Position(event.start_mark)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_STREAM_END_EVENT: kind = .streamEnd
        case YAML_ALIAS_EVENT: kind = .alias
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = .scalar(
                String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE
            )
            isAnchored = scalar.anchor != nil
            isTagged = scalar.tag != nil
        case YAML_SEQUENCE_START_EVENT:
            kind = .sequenceStart
            isAnchored = event.data.sequence_start.anchor != nil
            isTagged = event.data.sequence_start.tag != nil
        case YAML_MAPPING_START_EVENT:
            kind = .mappingStart
            isAnchored = event.data.mapping_start.anchor != nil
            isTagged = event.data.mapping_start.tag != nil
        case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        default: kind = .other
        }
    }
}
