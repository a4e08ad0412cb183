/// The traffic that a fault matches: every given key must agree.
package struct Match: Sendable, Equatable {
    package typealias Transport = PacketMatch.Transport
    package typealias Family = PacketMatch.Family

    package var `protocol`: Transport?
    /// One end, in either direction.
    package var with: Role?
    package var from: Role?
    package var to: Role?
    /// The port at the service's end.
    package var port: Int?
    package var ip: Family?
    /// The name in the DNS question.
    package var name: String?
    /// The type of the DNS question, as in `AAAA`.
    package var type: String?
    /// The host that a request or a handshake is for.
    package var host: Role?
    package var method: String?
    /// A header that the request must have, in lowercase.
    package var header: String?
    /// Whether the request must show a credential, or must show none.
    package var authorization: Bool?
    /// A resource or a group of them, as in `layer-2` and `blob`.
    package var resource: String?
    /// How a manifest is asked for.
    package var reference: HTTPMatch.Reference?
    /// What is asked of the disk.
    package var operation: DiskOperation?
    /// The bytes of the disk that a read or write must touch.
    package var range: Range<Int>?
    /// What a system call does, by the name of one that does it.
    package var call: SystemCallMatch.Call?
    /// The folder in which the file is that a system call is about.
    package var below: NodeFolder?
    /// The name of the process that makes a system call.
    package var program: String?

    package init() {}

    package init(_ element: Element, plane: Plane) throws(LanguageError) {
        let known = plane.matchKeys
        guard !known.isEmpty else {
            throw element.error("faults of plane '\(plane.rawValue)' match no traffic; expected no 'match'")
        }
        let fields = try Fields(of: element, known: known, what: "match")
        `protocol` = try fields.read("protocol") { (e) throws(LanguageError) in
            guard plane == .dns else { return try e.word(called: "protocol") }
            return try e.word(DNSMatch.Transport.self, called: "protocol") == .udp ? .udp : .tcp
        }
        with = try fields.read("with", Self.role)
        from = try fields.read("from", Self.role)
        to = try fields.read("to", Self.role)
        port = try fields.read("port") { (e) throws(LanguageError) in try e.integer(in: 1...65_535) }
        ip = try fields.read("ip") { (e) throws(LanguageError) in try e.word(called: "IP version") }
        name = try fields.read("name", Self.dnsName)
        type = try fields.read("type") { (e) throws(LanguageError) in
            try e.word(RecordType.self, called: "record type").rawValue
        }
        host = try fields.read("host", Self.role)
        method = try fields.read("method") { (e) throws(LanguageError) in
            try e.word(HTTPMatch.Method.self, called: "method").rawValue
        }
        header = try fields.read("header") { (e) throws(LanguageError) in try e.text(.headerName).lowercased() }
        authorization = try fields.read("authorization") { (e) throws(LanguageError) in try e.boolean() }
        resource = try fields.read("resource") { (e) throws(LanguageError) in
            let word = try e.string()
            guard Resource.isKnown(word) else {
                throw e.error(
                    "unknown resource '\(word.clipped)'; "
                        + Suggestion.sentence(for: word, among: Resource.fixedWords + ["layer-1"])
                )
            }
            return word
        }
        reference = try fields.read("reference") { (e) throws(LanguageError) in try e.word(called: "kind of reference")
        }
        operation = try fields.read("operation") { (e) throws(LanguageError) in try e.word(called: "disk operation") }
        range = try Self.range(fields, of: element)
        call = try fields.read("call") { (e) throws(LanguageError) in try e.word(called: "system call") }
        below = try fields.read("below", NodeFolder.init)
        program = try fields.read("program") { (e) throws(LanguageError) in try e.text(SystemCallMatch.programRule) }
        if plane == .syscall, call == nil { _ = try fields.required("call", "a system call such as fsync") }
        if let call, !call.isAboutFiles, let below = fields["below"] {
            throw below.error("'\(call.rawValue)' is about no file; expected no 'below'")
        }
        if name != nil, port != nil {
            throw element.error("'name' is about DNS and takes no 'port'; expected one of them")
        }
    }

    private static func range(_ fields: Fields, of element: Element) throws(LanguageError) -> Range<Int>? {
        guard fields["from-byte"] != nil || fields["to-byte"] != nil else { return nil }
        let sizes = 0...Units.largestSize
        let from = try fields.read("from-byte") { (e) throws(LanguageError) in try e.byteSize(in: sizes) } ?? 0
        let to =
            try fields.read("to-byte") { (e) throws(LanguageError) in try e.byteSize(in: sizes) } ?? Units.largestSize
        guard from < to else {
            let message = "the range of bytes is empty; expected a 'to-byte' above \(Units.text(bytes: from))"
            throw (fields["to-byte"] ?? element).error(message)
        }
        return from..<to
    }

    private static func role(_ element: Element) throws(LanguageError) -> Role { try element.word(called: "role") }

    /// The DNS name; a role stands for its host name.
    static func dnsName(_ element: Element) throws(LanguageError) -> String {
        let text = try element.string()
        if let role = Role(rawValue: text) { return role.hostName }
        guard text.hasSuffix(".test") else {
            throw element.error(
                "'\(text.clipped)' is no name of this world; "
                    + Suggestion.sentence(for: text, among: Role.services.map(\.rawValue))
            )
        }
        return text.lowercased()
    }
}
