import Faults
import Scenarios
import Testing

/// Catalog and scenarios agree about the clauses of specifications.
@Suite struct ClauseFilesTests {
    @Test func everyClauseOfAScenarioIsInTheCatalog() throws {
        var named: Set<String> = []
        for file in try Repository.files(in: "scenarios", ending: ".yaml") {
            var isInList = false
            for line in try Repository.text(file).split(separator: "\n") {
                if let one = line.wholeMatch(of: /clause: *(\S.*)/) {
                    named.insert(String(one.1))
                } else if isInList, let item = line.wholeMatch(of: #/  - (\S.*)/#) {
                    named.insert(String(item.1))
                }
                isInList = line == "clause:" || isInList && line.hasPrefix("  - ")
            }
        }
        #expect(named.count > 20)
        #expect(named.subtracting(ClauseCatalog.all.map(\.name)) == [])
    }

    @Test func everyClauseHasASourceAndSaysWhatAClientDoes() {
        for clause in ClauseCatalog.all {
            #expect(clause.source.address.wholeMatch(of: /https:\/\/\S+#\S+/) != nil, "\(clause.name)")
            #expect(clause.source.specification.name.wholeMatch(of: /\S+ \S.*/) != nil, "\(clause.name)")
            #expect(!clause.source.section.isEmpty && clause.name.hasPrefix(clause.source.specification.name))
            #expect(clause.duty.count > 20 && !clause.duty.hasSuffix("."), "\(clause.name)")
            #expect(clause.point?.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil || clause.point == nil, "\(clause.name)")
        }
        #expect(Set(ClauseCatalog.all.map(\.name)).count == ClauseCatalog.all.count)
    }

    /// Names of one section would otherwise begin alike, and one of them would be the whole of the other.
    @Test func clausesOfOneSectionAllHaveAWordOfTheirOwn() {
        for (source, clauses) in Dictionary(grouping: ClauseCatalog.all, by: \.source) where clauses.count > 1 {
            #expect(clauses.allSatisfy { $0.point != nil }, "\(source.name)")
        }
    }
}
