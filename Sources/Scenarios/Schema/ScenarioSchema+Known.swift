import Faults

/// What a scenario says of pullers that fall short or are left out.
extension ScenarioSchema {
    /// Names of shortcomings, or a mapping of names to how they show; a list may have entries that say all themselves.
    static var known: SchemaNode {
        let required: [KnownShortcoming.Key] = [.puller, .pull, .because]
        let entry = SchemaNode.mapping(
            shows(), required: required.map(\.rawValue), "an entry that says all itself")
        let how = SchemaNode.mapping(
            shows().filter { !Shortcoming.ownKeys.contains($0.0) }
                + [("with", oneOrMore(id("another shortcoming that shows too")))],
            required: [], "how it shows here; beside what is usual if there is no 'pull'")
        return .object([
            (
                "oneOf",
                .array([
                    .list(of: oneOf([id("a shortcoming"), entry]), "where pullers are known to fall short"),
                    byID(oneOf([.words(["usual"], "as usual"), how]), "shortcomings and how they show"),
                ])
            )
        ])
    }

    /// Names of traits, or a mapping of names to the pullers that are meant.
    static var skip: SchemaNode {
        let entry = SchemaNode.mapping(
            [
                (Exemption.Key.puller.rawValue, pullers),
                (Exemption.Key.because.rawValue, .text("the reason")),
                (Exemption.Key.trait.rawValue, id("the trait, in what a run has stored")),
            ], required: [Exemption.Key.puller, .because].map(\.rawValue), "pullers that are left out")
        let narrowed = SchemaNode.mapping(
            [(Exemption.Key.puller.rawValue, pullers)], required: [Exemption.Key.puller.rawValue],
            "those that are left out")
        return .object([
            (
                "oneOf",
                .array([
                    .list(of: oneOf([id("a trait"), entry]), "pullers for which it says nothing"),
                    byID(
                        oneOf([.words(["all"], "all that have it"), narrowed]), "traits of pullers that are left out"),
                ])
            )
        ])
    }

    private static func id(_ what: String) -> SchemaNode {
        .pattern("^[a-z0-9][a-z0-9.-]*$", "the name of \(what), as 'chaospull list shortcomings' prints it")
    }

    private static func oneOf(_ nodes: [SchemaNode]) -> SchemaNode { .object([("oneOf", .array(nodes))]) }

    private static func oneOrMore(_ node: SchemaNode) -> SchemaNode {
        oneOf([node, .list(of: node, from: 1, "several of them")])
    }

    private static func byID(_ how: SchemaNode, _ description: String) -> SchemaNode {
        .object([
            ("type", "object"),
            ("description", .string(description)),
            ("minProperties", 1),
            ("additionalProperties", oneOf([how, .list(of: how, from: 1, "several ways in which it shows")])),
        ])
    }

    private static func shows() -> [(String, SchemaNode)] {
        KnownShortcoming.Key.allCases.map { key -> (String, SchemaNode) in
            switch key {
            case .puller: (key.rawValue, pullers)
            case .pull: (key.rawValue, .words(KnownShortcoming.Pull.allCases.map(\.rawValue), "what happens instead"))
            case .error: (key.rawValue, .text("a regular expression for what the puller says"))
            case .because: (key.rawValue, .text("the reason"))
            case .shortcoming:
                (key.rawValue, .list(of: id("a shortcoming"), "the causes, in what a run has stored"))
            case .see: (key.rawValue, see)
            case .intermittent: (key.rawValue, .boolean("whether only some seeds show it; false without it"))
            case .within: (key.rawValue, .duration("how long the pull takes at most"))
            case .recoversWithin:
                (key.rawValue, .duration("how long after the end of the faults the image is there at the latest"))
            case .requests, .followUpRequests: (key.rawValue, .reference("requests"))
            case .dnsQueries: (key.rawValue, .reference("dns-queries"))
            case .resumes, .udpBesidesDNS: (key.rawValue, .reference("count"))
            case .recovers: (key.rawValue, .reference("recovers"))
            case .backoff: (key.rawValue, backoff)
            case .leftovers: (key.rawValue, .sizeRange("what a failed pull leaves on the disk"))
            case .memory: (key.rawValue, .size("how much memory the puller may have"))
            case .requestsPerSecond: (key.rawValue, .reference("count"))
            case .leaks: (key.rawValue, leaks)
            case .outside: (key.rawValue, outside)
            case .cannotExport:
                (key.rawValue, .boolean("whether the tool's own export of what it stored fails; false without it"))
            case .ignoresRetryAfter:
                (key.rawValue, .boolean("whether it asks again before Retry-After is over; false without it"))
            }
        }
    }
}
