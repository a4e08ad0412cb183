import Faults

/// One event of the YAML serialization tree (YAML 1.2.2 section 3.1), as libyaml reports it.
struct YAMLEvent {
    enum Kind {
        case documentStart, documentEnd, streamEnd
        case alias
        case scalar(String, isPlain: Bool)
        case sequenceStart, sequenceEnd
        case mappingStart, mappingEnd
        /// The start of the stream.
        case other
    }

    let kind: Kind
    let position: Position
    /// The node has an anchor, as in `&name`.
    var isAnchored = false
    /// The node has a tag, as in `!!str`.
    var isTagged = false
}
