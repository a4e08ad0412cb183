/// Something that layers of real images have beside plain files, in the words of scenarios.
public enum LayerFeature: String, Sendable, Codable, CaseIterable {
    /// Hard links, and symbolic ones: relative, absolute, to a folder, to nothing.
    case links
    /// Files of the layer below that are removed, and a folder that is made anew.
    case whiteouts
    /// Extended attributes, one of them a capability.
    case xattrs
    /// Character and block devices, and a FIFO.
    case devices
    /// Names and targets that only records of pax, or of GNU tar, can hold.
    case longNames = "long-names"
    /// A sparse file, as GNU tar writes it with pax.
    case sparse
    /// Times long ago and to come, with fractions of a second.
    case times
    /// Owners other than root, one beyond what a plain header can hold, and bits beside the permissions.
    case owners
    /// Folders: empty, deep, without an entry of their own.
    case folders
    /// Entries that come twice; the later one counts.
    case duplicates
    /// Names with spaces, line ends and letters beyond ASCII.
    case names
    /// Twenty small files.
    case files
}

extension LayerFeature {
    /// The folder that its entries are in.
    private var folder: String { "features/\(rawValue)/" }

    /// Adds its entries to a layer, from 1, lowest first.
    func write(to archive: inout TarWriter, layer: Int) {
        archive.add(TarRecord(name: folder, type: "5", mode: 0o755))
        switch self {
        case .links: writeLinks(&archive, layer)
        case .whiteouts: writeWhiteouts(&archive, layer)
        case .xattrs: writeAttributes(&archive, layer)
        case .devices: writeDevices(&archive)
        case .longNames: writeLongNames(&archive, layer)
        case .sparse: writeSparse(&archive, layer)
        case .times: writeTimes(&archive, layer)
        case .owners: writeOwners(&archive, layer)
        case .folders: writeFolders(&archive, layer)
        case .duplicates: writeDuplicates(&archive, layer)
        case .names: writeNames(&archive, layer)
        case .files: writeFiles(&archive, layer)
        }
    }

    private func content(_ layer: Int) -> [UInt8] { Array("\(rawValue) of layer \(layer)\n".utf8) }

    private func writeLinks(_ archive: inout TarWriter, _ layer: Int) {
        archive.add(TarRecord(name: folder + "file-\(layer)"), content: content(layer))
        archive.add(TarRecord(name: folder + "hard-\(layer)", type: "1", linkName: folder + "file-\(layer)"))
        let targets = [
            "relative": "file-\(layer)", "absolute": "/\(folder)file-\(layer)", "folder": "../links",
            "dangling": "nothing",
        ]
        for (name, target) in targets.sorted(by: { $0.key < $1.key }) {
            archive.add(TarRecord(name: "\(folder)\(name)-\(layer)", type: "2", mode: 0o777, linkName: target))
        }
    }

    /// The forms of OCI image specification, layer.md, "Whiteouts".
    private func writeWhiteouts(_ archive: inout TarWriter, _ layer: Int) {
        if layer > 1 {
            archive.add(TarRecord(name: folder + ".wh.removed-\(layer - 1)"))
            archive.add(TarRecord(name: folder + "opaque/", type: "5", mode: 0o755))
            archive.add(TarRecord(name: folder + "opaque/.wh..wh..opq"))
        } else {
            archive.add(TarRecord(name: folder + "opaque/", type: "5", mode: 0o755))
        }
        archive.add(TarRecord(name: folder + "opaque/file-\(layer)"), content: content(layer))
        archive.add(TarRecord(name: folder + "removed-\(layer)"), content: content(layer))
    }

    /// As Go's archive/tar and docker write them: keys with the prefix `SCHILY.xattr.`.
    private func writeAttributes(_ archive: inout TarWriter, _ layer: Int) {
        archive.add(
            TarRecord(
                name: folder + "user-\(layer)",
                records: [("SCHILY.xattr.user.chaospull", Array("value \(layer)".utf8))]),
            content: content(layer))
        // CAP_NET_BIND_SERVICE (10), permitted and effective, revision 2 (linux/capability.h).
        let capability: [UInt8] = [1, 0, 0, 2, 0, 4] + [UInt8](repeating: 0, count: 14)
        archive.add(
            TarRecord(
                name: folder + "capability-\(layer)", mode: 0o755,
                records: [("SCHILY.xattr.security.capability", capability)]),
            content: content(layer))
    }

    private func writeDevices(_ archive: inout TarWriter) {
        archive.add(TarRecord(name: folder + "null", type: "3", mode: 0o666, device: (1, 3)))
        archive.add(TarRecord(name: folder + "loop", type: "4", mode: 0o660, device: (7, 200)))
        archive.add(TarRecord(name: folder + "fifo", type: "6", mode: 0o600))
    }

    private func writeLongNames(_ archive: inout TarWriter, _ layer: Int) {
        // The longest name that Linux has is 255 bytes (limits.h, NAME_MAX).
        let word = String(repeating: "n", count: 255)
        let deep = folder + (1...3).map { _ in String(repeating: "d", count: 100) }.joined(separator: "/") + "/"
        archive.add(TarRecord(name: deep, type: "5", mode: 0o755))
        archive.add(TarRecord(name: deep + "pax-\(layer)"), content: content(layer))
        archive.add(TarRecord(name: folder + word), content: content(layer))
        archive.add(
            TarRecord(name: "\(folder)gnu-\(layer)-\(word.prefix(200))", hasGNUNames: true), content: content(layer))
        archive.add(
            TarRecord(name: folder + "link-\(layer)", type: "2", mode: 0o777, linkName: deep + "pax-\(layer)"))
    }

    private func writeSparse(_ archive: inout TarWriter, _ layer: Int) {
        let piece = content(layer)
        let size = 1 << 20
        archive.addSparse(
            "\(folder)file-\(layer)", size: size, pieces: [(4096, piece.count), (size, 0)], content: piece)
    }

    private func writeTimes(_ archive: inout TarWriter, _ layer: Int) {
        let times = ["old": 1, "future": 4_000_000_000, "usual": TarHeader.fixedTime + 86_400]
        for (name, time) in times.sorted(by: { $0.key < $1.key }) {
            archive.add(TarRecord(name: "\(folder)\(name)-\(layer)", modified: time), content: content(layer))
        }
        archive.add(
            TarRecord(
                name: folder + "fraction-\(layer)", records: [("mtime", Array("1577836800.123456789".utf8))]),
            content: content(layer))
        archive.add(TarRecord(name: folder + "folder-\(layer)/", type: "5", mode: 0o755, modified: 86_400))
    }

    private func writeOwners(_ archive: inout TarWriter, _ layer: Int) {
        archive.add(TarRecord(name: folder + "user-\(layer)", uid: 1000, gid: 100), content: content(layer))
        archive.add(
            TarRecord(name: folder + "large-\(layer)", uid: 3_000_000_000, gid: 2_097_152), content: content(layer))
        archive.add(TarRecord(name: folder + "setuid-\(layer)", mode: 0o4755), content: content(layer))
        archive.add(TarRecord(name: folder + "setgid-\(layer)", mode: 0o2750, gid: 50), content: content(layer))
        archive.add(TarRecord(name: folder + "sticky-\(layer)/", type: "5", mode: 0o1777))
        archive.add(TarRecord(name: folder + "unreadable-\(layer)", mode: 0o000), content: content(layer))
    }

    private func writeFolders(_ archive: inout TarWriter, _ layer: Int) {
        archive.add(TarRecord(name: folder + "empty-\(layer)/", type: "5", mode: 0o700))
        archive.add(TarRecord(name: "\(folder)implied-\(layer)/deep/file"), content: content(layer))
        archive.add(TarRecord(name: "./\(folder)dotted-\(layer)"), content: content(layer))
    }

    private func writeDuplicates(_ archive: inout TarWriter, _ layer: Int) {
        archive.add(TarRecord(name: folder + "folder-\(layer)/", type: "5", mode: 0o755))
        archive.add(TarRecord(name: folder + "folder-\(layer)/", type: "5", mode: 0o711))
        archive.add(TarRecord(name: folder + "file-\(layer)"), content: Array("first\n".utf8))
        archive.add(TarRecord(name: folder + "file-\(layer)"), content: content(layer))
    }

    private func writeNames(_ archive: inout TarWriter, _ layer: Int) {
        for name in ["two words", "größe", "日本", "line\nend", "-option", "back\\slash", "quote'\""] {
            archive.add(TarRecord(name: "\(folder)\(name)-\(layer)"), content: content(layer))
        }
    }

    /// Of 4 KiB, which no file system keeps among its own data (btrfs(5), "max_inline").
    private func writeFiles(_ archive: inout TarWriter, _ layer: Int) {
        for number in 1...20 {
            let line = Array("file \(number) of layer \(layer)\n".utf8)
            let bytes = (0..<4096).map { line[$0 % line.count] }
            archive.add(TarRecord(name: "\(folder)file-\(layer)-\(number)"), content: bytes)
        }
    }
}
