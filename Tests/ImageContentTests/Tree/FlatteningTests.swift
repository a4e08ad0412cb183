import Testing

@testable import ImageContent

@Suite struct FlatteningTests {
    @Test func `upper layers replace, hide and add`() throws {
        let low = try tree { archive in
            archive.add("dir/", type: "5", mode: 0o700)
            archive.add("dir/a", [1])
            archive.add("dir/b", type: "1", linkName: "dir/a")
            archive.add("opaque/old", [1])
            archive.add("gone/sub/old", [1])
            archive.add("replaced/old", [1])
            archive.add("kept", [1])
        }
        let middle = try tree { archive in
            archive.add("dir/a", [2])
            archive.add("opaque/.wh..wh..opq")
            archive.add("opaque/new", [1])
            archive.add(".wh.gone")
            archive.add("replaced", type: "2", linkName: "kept")
            archive.add("copy", type: "1", linkName: "kept")
        }
        let high = try tree { $0.add("dir/", type: "5", mode: 0o755) }
        let flat = LayerTree.flattened([low, middle, high])
        #expect(Set(flat.entries.keys) == ["dir", "dir/a", "dir/b", "opaque/new", "replaced", "kept", "copy"])
        #expect(flat.entries["dir"]?.mode == 0o755)
        #expect(flat.entries["dir/a"]?.linkedTo == nil && flat.entries["dir/b"]?.linkedTo == nil)
        #expect(flat.entries["kept"]?.linkedTo == "copy")
        #expect(Set(flat.impliedFolders.keys) == ["opaque"])
    }

    @Test func `an opaque tree hides all that is below`() throws {
        let low = try tree { $0.add("a/b", [1]) }
        let high = try tree { archive in
            archive.add(".wh..wh..opq")
            archive.add("c", [1])
        }
        #expect(Set(LayerTree.flattened([low, high]).entries.keys) == ["c"])
    }

    @Test func `a path through a link of a lower layer is doubtful`() throws {
        let low = try tree { $0.add("place", type: "2", linkName: "/etc") }
        let high = try tree { $0.add("place/file", [1]) }
        #expect(LayerTree.flattened([low, high]).doubt?.contains("'place'") == true)
        let folder = try tree { $0.add("place/", type: "5", mode: 0o755) }
        #expect(LayerTree.flattened([low, folder, high]).doubt == nil)
    }
}
