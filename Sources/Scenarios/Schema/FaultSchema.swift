import Faults

/// The part of the schema for faults, made from the catalog.
enum FaultSchema {
    /// One definition for each fault, named after it.
    static var definitions: [(String, SchemaNode)] {
        FaultCatalog.all.map { type in (type.name, fault(type)) } + [
            ("when", when(Trigger.keys)),
            ("when-without-bytes", when(Trigger.keys.filter { $0 != "after-bytes" })),
            ("burst", burst),
        ]
    }

    /// A fault of the catalog, chosen by its name.
    static var anyFault: SchemaNode {
        .object([
            ("type", "object"),
            ("required", .array(["fault"])),
            (
                "properties",
                .object([("fault", .words(FaultCatalog.all.map { $0.name }, "what goes wrong"))])
            ),
            (
                "allOf",
                .array(
                    FaultCatalog.all.map { type in
                        .object([
                            (
                                "if",
                                .object([
                                    ("properties", .object([("fault", .object([("const", .string(type.name))]))]))
                                ])
                            ),
                            ("then", .reference(type.name)),
                        ])
                    }
                )
            ),
        ])
    }

    private static func fault(_ type: any Fault.Type) -> SchemaNode {
        var properties: [(String, SchemaNode)] = [("fault", .object([("const", .string(type.name))]))]
        if !type.plane.matchKeys.isEmpty {
            let keys = type.plane.matchKeys.map { ($0, matchKey($0, of: type.plane)) }
            let needed = [type.plane.neededMatchKey].compactMap(\.self)
            properties.append(
                ("match", .mapping(keys, required: needed, "which traffic; every key that is given must agree")))
        }
        switch type.plane.triggerKeys {
        case []: break
        case Trigger.keys:
            properties.append(("when", .reference(type.takesAfterBytes ? "when" : "when-without-bytes")))
        case let keys: properties.append(("when", when(keys)))
        }
        let events = [
            ("once", "until this has happened the fault is not due"), ("on", "the event at which it is done"),
        ]
        for (key, meaning) in events where type.plane.conditionKeys.contains(key) {
            properties.append((key, event(meaning)))
        }
        properties += type.parameters.map { ($0.name, SchemaNode($0)) }
        let required =
            ["fault"] + (type.plane.neededMatchKey == nil ? [] : ["match"])
            + type.parameters.filter(\.isRequired).map(\.name)
        return .mapping(properties, required: required, type.summary)
    }

    private static func matchKey(_ key: String, of plane: Plane) -> SchemaNode {
        let roles = Role.allCases.map(\.rawValue)
        return switch key {
        case "protocol" where plane == .dns:
            .words(DNSMatch.Transport.allCases.map(\.rawValue), "what carries the question")
        case "protocol": .words(Match.Transport.allCases.map(\.rawValue), "the transport protocol")
        case "with": .words(roles, "one end, whichever way the packet goes")
        case "from": .words(roles, "where the packet comes from")
        case "to": .words(roles, "where the packet goes")
        case "host": .words(roles, "the host that the request or the handshake is for")
        case "port": .integer(1...65_535, "the port at the service's end")
        case "ip": .object([("enum", .array([4, 6, "4", "6"])), ("description", "the version of IP")])
        case "name": .text("the name in the DNS question: a role or a host name below .test")
        case "type": .words(["A", "AAAA"], "the type of the DNS question")
        case "method": .words(HTTPMatch.Method.allCases.map(\.rawValue), "the method of the request")
        case "header": SchemaNode(.text(.headerName), "a header that the request has")
        case "authorization": SchemaNode(.boolean, "whether the request shows a credential")
        case "resource": .pattern(ScenarioSchema.resources, "a resource or a group of them")
        case "reference": .words(HTTPMatch.Reference.allCases.map(\.rawValue), "how a manifest is asked for")
        case "operation": .words(DiskOperation.allCases.map(\.rawValue), "what is asked of the disk")
        case "from-byte": .size("the first byte of the disk that a read or write touches or comes after")
        case "to-byte": .size("the byte of the disk before which a read or write begins")
        case "call": .words(SystemCallMatch.Call.allCases.map(\.rawValue), "what the system call does")
        case "below": .pattern(NodeFolder.pattern, "the folder of the node in which the file is, or storage")
        case "program": SchemaNode(.text(SystemCallMatch.programRule), "the process that makes the call")
        default: .object([("description", .string(key))])
        }
    }

    private static func event(_ meaning: String) -> SchemaNode {
        let roles = RequestSelector.hosts.map(\.rawValue)
        let properties = EventMatch.keys.map { key -> (String, SchemaNode) in
            switch key {
            case "request": (key, .text("a request for a resource, as in layer-2 and 'layer-2 at cdn'"))
            case "response": (key, .text("the end of an answer about a resource"))
            case "dns": (key, .text("a question about a name: a role or a host name below .test"))
            case "connection": (key, .words(roles, "a connection to a host"))
            case "pull":
                (key, .words(EventMatch.PullEnd.allCases.map(\.rawValue), "the end of the pull that is judged"))
            case "disk": (key, .words(DiskOperation.allCases.map(\.rawValue), "a request to the disk"))
            case "program": (key, .text("the start of a program of that name by the puller or its daemon"))
            default: (key, .text("a line of the puller's output that has this text"))
            }
        }
        return .mapping(properties, meaning)
    }

    private static func when(_ keys: [String]) -> SchemaNode {
        let count = 1...1_000_000
        let properties = keys.map { key -> (String, SchemaNode) in
            switch key {
            case "first": (key, .integer(count, "the first n of each flow"))
            case "every": (key, .integer(count, "every n-th of each flow"))
            case "only":
                (key, .list(of: .integer(count, "an ordinal, from 1"), from: 1, "just these of each flow"))
            case "probability": (key, .percentage("the chance of each to be hit"))
            case "burst": (key, .reference("burst"))
            case "after-bytes": (key, .size("payload that must have passed before"))
            case "after": (key, .duration("time since the pull began"))
            case "for": (key, .duration("how long after 'after'"))
            case "times": (key, .integer(count, "at most so often in the run"))
            default: (key, .object([("description", .string(key))]))
            }
        }
        return .mapping(properties, "when a matching occurrence is hit; every key that is given must agree")
    }

    private static var burst: SchemaNode {
        .mapping(
            [
                ("enter", .percentage("the chance of entering a burst")),
                ("leave", .percentage("the chance of leaving a burst")),
                ("hit", .percentage("the chance of being hit in a burst; 100% without it")),
                ("stray", .percentage("the chance of being hit outside of a burst; 0% without it")),
            ],
            required: ["enter", "leave"], "Gilbert-Elliott loss in two states"
        )
    }
}
