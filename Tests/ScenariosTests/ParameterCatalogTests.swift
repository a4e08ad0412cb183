import Faults
import ImageContent
import SchemaValidation
import Testing

@testable import Scenarios

/// Every parameter of every fault at the ends of its range, for the reader and for the schema.
@Suite struct ParameterCatalogTests {
    private static let validator = Result { SchemaValidator(try JSONValue(json: ScenarioSchema.json)) }

    static let faults = FaultCatalog.all.map { $0.name }.filter {
        FaultCatalog.fault(named: $0)?.parameters.isEmpty == false
    }

    private func parameters(of name: String) throws -> (type: any Fault.Type, all: [any ParameterDeclaration]) {
        let type = try #require(FaultCatalog.fault(named: name))
        return (type, type.parameters)
    }

    /// An entry of `faults`: this value, and for other parameters that are required the least or the largest.
    private func entry(
        _ name: String, _ parameter: any ParameterDeclaration, _ value: Element?, isUpper: Bool
    ) throws -> Element {
        let others = try parameters(of: name).all.filter { $0.isRequired && $0.name != parameter.name }
        var values = [("fault", Element(name))]
        for other in others {
            let ends = other.shape.edges.accepted
            values.append((other.name, try #require(isUpper ? ends.last : ends.first)))
        }
        if let value { values.append((parameter.name, value)) }
        if try parameters(of: name).type.plane.neededMatchKey != nil {
            values.append(("match", Element(["call": Element("fsync")])))
        }
        let start = Position(line: 1, column: 1)
        return Element(
            .mapping(values.map { .init(key: $0.0, keyPosition: start, value: $0.1) }), at: start, path: "")
    }

    private func problems(_ entry: Element) throws -> [String] {
        let document = Element([
            "title": Element("t"), "faults": Element([entry]), "expect": Element(["pull": Element("succeeds")]),
        ])
        return try Self.validator.get().problems(of: JSONValue(document))
    }

    private func complaint(about entry: Element) -> String? {
        do {
            _ = try FaultDefinition(entry)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: faults) func `reader and schema accept the ends of every range`(name: String) throws {
        for parameter in try parameters(of: name).all {
            let ends = parameter.shape.edges.accepted
            #expect(!ends.isEmpty)
            for (index, value) in ends.enumerated() {
                let entry = try entry(name, parameter, value, isUpper: index > 0)
                #expect(complaint(about: entry) == nil, "\(name) \(parameter.name) \(value.written ?? "")")
                #expect(try problems(entry) == [], "\(name) \(parameter.name) \(value.written ?? "")")
            }
        }
    }

    @Test(arguments: faults) func `what lies just outside is refused with the range in the message`(name: String) throws
    {
        for parameter in try parameters(of: name).all {
            #expect(!parameter.shape.edges.refused.isEmpty)
            for (value, isUpper, said) in parameter.shape.edges.refused {
                let entry = try entry(name, parameter, value, isUpper: isUpper)
                let message = try #require(
                    complaint(about: entry), "\(name) \(parameter.name) takes \(value.written ?? "")")
                #expect(message.contains(said), "\(message)")
                if parameter.shape.isBoundedInSchema {
                    #expect(try problems(entry) != [], "\(name) \(parameter.name) \(value.written ?? "")")
                }
            }
        }
    }

    @Test(arguments: faults) func `a default does what is done without a value, and schema and text say it`(
        name: String
    ) throws {
        let (type, all) = try parameters(of: name)
        let schema = try Self.validator.get().root["$defs"]?[type.name]?["properties"]
        for parameter in all {
            let described = try #require(schema?[parameter.name])
            guard let value = parameter.defaultValue else {
                #expect(described["default"] == nil)
                continue
            }
            let given = try FaultDefinition(entry(name, parameter, value, isUpper: true)).fault
            let omitted = try FaultDefinition(entry(name, parameter, nil, isUpper: true)).fault
            #expect("\(given)" == "\(omitted)")
            #expect(described["default"] == JSONValue(value))
            #expect(parameter.withoutIt == value.written)
        }
    }

    @Test(arguments: faults) func `what a function of the builder writes is read back as the same value`(
        name: String
    ) throws {
        func expectSame(_ parameter: some ParameterDeclaration, _ element: Element) throws {
            let kind = parameter.typed.kind
            let value = try kind.read(element)
            let written = try #require(kind.write(value))
            #expect("\(try kind.read(written))" == "\(value)", "\(name) \(parameter.name)")
        }
        for parameter in try parameters(of: name).all {
            for value in parameter.shape.edges.accepted { try expectSame(parameter, value) }
        }
    }
}
