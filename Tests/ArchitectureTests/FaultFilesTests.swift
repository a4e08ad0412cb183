import Faults
import Testing

/// Files, catalog and scenarios agree about the faults.
@Suite struct FaultFilesTests {
    private static let protocols = Plane.allCases.map { plane in
        switch plane {
        case .packet: "PacketFault"
        case .link: "LinkFault"
        case .dns: "DNSFault"
        case .http: "HTTPFault"
        case .disk: "DiskFault"
        case .auth: "AuthFault"
        case .tls: "TLSFault"
        case .image: "ImageFault"
        case .node: "NodeFault"
        case .syscall: "SyscallFault"
        case .act: "ActFault"
        }
    }

    @Test(arguments: FaultCatalog.all.map { $0.name })
    func aFaultOfTheCatalogHasAFileOfItsOwnInTheFolderOfItsPlane(name: String) throws {
        let fault = try #require(FaultCatalog.fault(named: name))
        let files = try SourceFile.all(in: "Sources/Faults").filter { $0.name == "\(fault)" }
        let file = try #require(files.first, "\(fault).swift is missing in Sources/Faults")
        #expect(files.count == 1)
        #expect(file.folder.lowercased() == fault.plane.rawValue)
        #expect(file.types(conformingTo: Self.protocols) == ["\(fault)"])
    }

    @Test func everyFaultInAFileIsInTheCatalog() throws {
        let types = try SourceFile.all().flatMap { $0.types(conformingTo: Self.protocols) }
        let catalog = FaultCatalog.all.map { "\($0)" }
        #expect(Set(types) == Set(catalog))
        #expect(types.count == catalog.count)
    }

    @Test func namesArePlaneAndWordAndUnique() {
        for fault in FaultCatalog.all {
            #expect(fault.name.wholeMatch(of: /[a-z]+\.[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(fault.name)")
            #expect(fault.name.hasPrefix(fault.plane.rawValue + "."))
        }
        #expect(Set(FaultCatalog.all.map { $0.name }).count == FaultCatalog.all.count)
    }

    @Test func everyFaultAndParameterSaysWhatItIs() {
        for fault in FaultCatalog.all {
            #expect(!fault.summary.isEmpty && !fault.summary.hasSuffix(".") && !fault.summary.contains("\n"))
            let names = fault.parameters.map(\.name)
            #expect(Set(names).count == names.count)
            #expect(Set(names).isDisjoint(with: ["fault", "match", "when"]), "\(fault.name)")
            for parameter in fault.parameters {
                #expect(
                    !parameter.name.isEmpty && !parameter.meaning.isEmpty && !parameter.withoutIt.isEmpty,
                    "\(fault.name) \(parameter.name)")
            }
        }
    }

    @Test(arguments: FaultCatalog.all.map { $0.name })
    func aFaultIsUsedByAScenario(name: String) throws {
        let scenarios = try Repository.files(in: "scenarios", ending: ".yaml").map(Repository.text)
        let isUsed = scenarios.contains { text in
            text.split(separator: "\n").contains { line in
                line.split(whereSeparator: { " -{},'\"".contains($0) && $0 != "-" }).contains { $0 == name }
            }
        }
        #expect(isUsed, "no file in scenarios/ has the fault \(name)")
    }

    /// No engine asks which fault it holds: neither by the type nor by the word for it.
    @Test func noFileOutsideOfFaultsNamesASingleFault() throws {
        let types = FaultCatalog.all.map { "\($0)" }
        let name = try Regex("\\b(" + types.joined(separator: "|") + ")\\b")
        let words = FaultCatalog.all.map { "\"\($0.name)\"" }
        for file in try SourceFile.all() where file.module != "Faults" {
            for (number, line) in file.code.enumerated() where line.firstMatch(of: name) != nil {
                Issue.record("\(file.path):\(number + 1) names a fault: \(line)")
            }
            for word in words where file.text.contains(word) { Issue.record("\(file.path) compares with \(word)") }
        }
    }
}
