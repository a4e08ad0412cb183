import ImageContent
import Testing

@testable import Pullers

/// What ch-image makes of layers, as its sources say.
@Suite struct ChImageTreeTests {
    private func layer(_ headers: [[UInt8]]) throws -> LayerTree {
        var bytes = (Array(headers.joined()) + [UInt8](repeating: 0, count: 1024))[...]
        var limit = TreeLimit.standard
        return try LayerTree(
            layer: { count in
                let piece = bytes.prefix(count)
                bytes = bytes.dropFirst(count)
                return Array(piece)
            }, limit: &limit)
    }

    @Test func theOnlyFolderIsLeftOut() throws {
        let low = try layer([
            TarHeader.ustar(name: "content/", type: "5", mode: 0o755), TarHeader.ustar(name: "content/old"),
            TarHeader.ustar(name: "content/dir/gone"),
        ])
        let high = try layer([
            TarHeader.ustar(name: "content/.wh.dir"),
            TarHeader.ustar(name: "content/a", mode: 0o6055),
            TarHeader.ustar(name: "content/sub/link", type: "2", linkName: "/content/a"),
            TarHeader.ustar(name: "content/sub/pipe", type: "6"),
        ])
        let tree = ChImageTree.expected([low, high])
        #expect(Set(tree.entries.keys) == ["", "old", "a", "sub/link"])
        #expect(tree.entries["a"]?.mode == 0o655)
        #expect(tree.entries["sub/link"]?.kind == .symbolicLink(target: "../content/a"))
        #expect(Set(tree.impliedFolders.keys) == ["sub"])
    }

    @Test func severalFoldersAndStandardOnesStay() throws {
        for names in [["one/a", "two/a"], ["bin/a"]] {
            let tree = ChImageTree.expected([try layer(names.map { TarHeader.ustar(name: $0) })])
            #expect(Set(tree.entries.keys) == Set(names))
        }
        let hidden = ChImageTree.expected([
            try layer([
                TarHeader.ustar(name: "dev/null"), TarHeader.ustar(name: ".gitignore"), TarHeader.ustar(name: "x/a"),
            ])
        ])
        #expect(Set(hidden.entries.keys) == ["x/a"])
    }
}
