/// Something that happens in a run: what a fault may wait for (`once`), and what an act may happen at (`on`).
public enum EventMatch: Sendable, Equatable {
    /// A request for a resource arrived, at any host or at one, as in `.layer(2).at(.cdn)`.
    case request(Resource)
    /// An answer about a resource was sent to its end, or ended early.
    case response(Resource)
    /// A name was asked for, of DNS.
    case dns(String)
    /// A connection to a service was made.
    case connection(Role)
    /// The puller or its daemon printed a line with this text in it.
    case output(String)
    /// The pull that is judged ended.
    case pull(PullEnd)
    /// The kernel asked something of the disk under the puller's storage.
    case disk(DiskOperation)

    /// How a pull ended.
    public enum PullEnd: String, Sendable, CaseIterable {
        /// Whether it worked or not.
        case ended
        /// The puller said that it worked.
        case succeeded
    }
    /// A program of this name was started by the puller or its daemon, as in `docker-untar`; the kernel reports it.
    case program(String)

    /// Longest text that a line of output is searched for.
    package static let longestText = 200

    /// The keys in a scenario, one for each kind.
    package static let keys = ["request", "response", "dns", "connection", "output", "program", "pull", "disk"]

    /// Reads a mapping with one key, as in `{request: layer-2}`.
    package init(_ element: Element) throws(LanguageError) {
        let example = "one of \(Self.keys.joined(separator: ", ")), as in {request: layer-2}"
        let fields = try Fields(of: element, known: Self.keys, what: "an event")
        let given = Self.keys.filter { fields[$0] != nil }
        guard let key = given.first, given.count == 1, let value = fields[key] else {
            throw element.error("\(given.isEmpty ? "no event" : "several events") given; expected \(example)")
        }
        switch key {
        case "request": self = .request(try Self.resource(value))
        case "response": self = .response(try Self.resource(value))
        case "dns": self = .dns(try Match.dnsName(value))
        case "connection":
            let role: Role = try value.word(called: "role")
            guard role != .node, role != .dns else {
                throw value.error("nobody connects to '\(role.rawValue)' here; expected a host that speaks HTTP")
            }
            self = .connection(role)
        case "pull": self = .pull(try value.word(called: "end of a pull"))
        case "disk": self = .disk(try value.word(called: "disk operation"))
        case "program": self = .program(try value.text(ProgramName.rule))
        default:
            let text = try value.scalar("text that a line of output has")
            guard text.utf8.count <= Self.longestText else {
                throw value.error("the text has \(text.utf8.count) bytes; expected at most \(Self.longestText)")
            }
            self = .output(text)
        }
    }

    private static func resource(_ element: Element) throws(LanguageError) -> Resource {
        let word = try element.string()
        guard let selector = RequestSelector(word), Resource.isKnown(selector.resource) else {
            throw element.error(
                "unknown resource '\(word.clipped)'; "
                    + Suggestion.sentence(for: word, among: Resource.fixedWords + ["layer-1", "layer-1 at mirror"]))
        }
        return Resource(word)
    }

    /// Whether this is such an event.
    package func covers(_ event: Event.Body) -> Bool {
        switch (self, event) {
        case (.request(let resource), .request(let request)):
            RequestSelector(resource.name)?.covers(request.resource, at: request.host) == true
        case (.response(let resource), .response(let response)):
            RequestSelector(resource.name)?.covers(response.resource, at: response.host) == true
        case (.dns(let name), .dns(let exchange)): exchange.name == name
        case (.connection(let role), .connection(let connection)):
            connection.change == .accepted && connection.host == role
        case (.output(let text), .output(let output)): output.line.contains(text)
        case (.pull(.ended), .phase(let phase)): phase.phase == .pullEnded
        case (.pull(.succeeded), .phase(let phase)): phase.phase == .pullEnded && phase.isSuccess == true
        case (.program(let name), .process(let process)): process.change == .child && process.program == name
        default: false
        }
    }

    /// The words for people, as in `request layer-2`.
    package var summary: String {
        switch self {
        case .request(let resource): "request \(resource)"
        case .response(let resource): "response \(resource)"
        case .dns(let name): "dns \(name)"
        case .connection(let role): "connection \(role.rawValue)"
        case .output(let text): "output '\(text)'"
        case .pull(let end): "pull \(end.rawValue)"
        case .disk(let operation): "disk \(operation.rawValue)"
        case .program(let name): "program \(name)"
        }
    }

    /// The mapping that says the same in a file.
    package var element: Element {
        switch self {
        case .request(let resource): Element(["request": Element(resource.name)])
        case .response(let resource): Element(["response": Element(resource.name)])
        case .dns(let name): Element(["dns": Element(name)])
        case .connection(let role): Element(["connection": Element(role.rawValue)])
        case .output(let text): Element(["output": Element(text)])
        case .pull(let end): Element(["pull": Element(end.rawValue)])
        case .disk(let operation): Element(["disk": Element(operation.rawValue)])
        case .program(let name): Element(["program": Element(name)])
        }
    }
}
