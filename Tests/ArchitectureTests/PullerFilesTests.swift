import Pullers
import Testing

@Suite struct PullerFilesTests {
    /// The puller that stands for users' own is not in the catalog.
    private static let uncatalogued: Set<String> = ["CustomPuller"]

    @Test func pullersAndFilesAgree() throws {
        let files = try SourceFile.all(in: "Sources/Pullers")
        let types = files.flatMap { file in file.types(conformingTo: ["Puller"]).map { (type: $0, file: file.name) } }
        #expect(Set(types.map(\.type)) == Self.uncatalogued.union(PullerCatalog.all.map { "\(type(of: $0))" }))
        #expect(types.count == Set(types.map(\.type)).count)
        #expect(types.allSatisfy { $0.type == $0.file })
    }

    @Test func everyPullerSaysWhatItIsAndWhereItComesFrom() {
        for puller in PullerCatalog.all {
            #expect(puller.name.wholeMatch(of: /[a-z][a-z0-9-]*/) != nil)
            #expect(!puller.summary.isEmpty && !puller.summary.hasSuffix("."))
            #expect(!puller.packages.isEmpty)
        }
        #expect(Set(PullerCatalog.all.map { $0.name }).count == PullerCatalog.all.count)
    }
}
