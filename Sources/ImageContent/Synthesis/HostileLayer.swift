/// A layer that tries to do harm where it is unpacked, as images have attacked pullers.
///
/// All it could leave behind are files named `chaospull-canary`, and nothing but the node's own root can be reached.
public enum HostileLayer: String, Sendable, CaseIterable {
    /// Names with `..` that lead above the folder of the layer.
    case parentNames = "parent-names"
    /// Names that begin with `/`.
    case absoluteNames = "absolute-names"
    /// Symbolic links to the root of the node, and files below them.
    case linkOut = "link-out"
    /// Hard links to files of the node.
    case hardLinkOut = "hard-link-out"
    /// Links to a file of the node, with another mode in their headers.
    case modeOut = "mode-out"
    /// The folder of the layer itself is a symbolic link.
    case rootLink = "root-link"
    /// A folder of one layer is a link in the next, and has a file in the third.
    case swappedFolder = "swapped-folder"
    /// Devices: the memory of the machine and a disk.
    case device
    /// A name of 64 KiB.
    case longName = "long-name"
    /// Whiteouts that name nothing (layer.md, "Whiteouts").
    case bareWhiteout = "bare-whiteout"
    /// Whiteouts of `..`, the folder above.
    case whiteoutOut = "whiteout-out"
    /// A program named `xz` in one layer, and xz in the next.
    case ownDecompressor = "own-decompressor"
    /// A layer of xz that is broken.
    case brokenXZ = "broken-xz"

    /// The name of all files that may not be found outside of the layer.
    private static let canary = "chaospull-canary"

    /// How many layers, the lowest first, it takes.
    package var layers: Int {
        switch self {
        case .swappedFolder: 3
        case .ownDecompressor: 2
        default: 1
        }
    }

    /// The layers, lowest first, with digests and DiffIDs of what they are.
    package func made(mediaType: String) -> [DraftLayer] {
        switch self {
        case .ownDecompressor: [Self.layer(decompressor, mediaType), Self.xzLayer(Self.emptyXZ, mediaType)]
        // A stream that ends after its header (xz-file-format.txt 2.1.1).
        case .brokenXZ: [Self.xzLayer(Array(Self.emptyXZ.prefix(12)) + Array(repeating: 0xff, count: 4096), mediaType)]
        case .swappedFolder: swapped.map { Self.layer($0, mediaType) }
        default: [Self.layer(records, mediaType)]
        }
    }

    private static func layer(_ records: [TarRecord], _ mediaType: String) -> DraftLayer {
        var archive = TarWriter()
        archive.add(TarRecord(name: "content/", type: "5", mode: 0o755))
        for record in records {
            archive.add(record, content: record.type == "0" ? Array("a canary\n".utf8) : [])
        }
        let bytes = archive.finished()
        return DraftLayer(
            blob: Blob(bytes: StoredGzip.member(of: bytes)), diffID: .sha256(of: bytes), archiveSize: bytes.count,
            mediaType: mediaType)
    }

    /// No type says xz, which docker knows by its first bytes (moby, pkg/archive, DetectCompression).
    private static func xzLayer(_ bytes: [UInt8], _ mediaType: String) -> DraftLayer {
        let archive = TarWriter().finished()
        return DraftLayer(
            blob: Blob(bytes: bytes), diffID: .sha256(of: archive), archiveSize: archive.count, mediaType: mediaType)
    }

    /// An archive without entries, 1024 zeros, in xz without a checksum.
    private static let emptyXZ: [UInt8] = [
        0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x00, 0xff, 0x12, 0xd9, 0x41, 0x02, 0x00, 0x21, 0x01, 0x16, 0x00,
        0x00, 0x00, 0x74, 0x2f, 0xe5, 0xa3, 0xe0, 0x03, 0xff, 0x00, 0x0b, 0x5d, 0x00, 0x00, 0x6f, 0xfd, 0xff, 0xff,
        0xa3, 0xb7, 0x7f, 0x46, 0x32, 0x00, 0x00, 0x00, 0x00, 0x01, 0x1f, 0x80, 0x08, 0x00, 0x00, 0x00, 0xee, 0xfc,
        0x87, 0x45, 0xa8, 0x00, 0x0a, 0xfc, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x59, 0x5a,
    ]

    private var decompressor: [TarRecord] {
        ["bin", "usr/bin", "usr/local/bin"].flatMap { folder in
            [
                TarRecord(name: folder + "/", type: "5", mode: 0o755),
                TarRecord(name: folder + "/xz", mode: 0o755), TarRecord(name: folder + "/unxz", mode: 0o755),
            ]
        }
    }

    private var swapped: [[TarRecord]] {
        [
            [TarRecord(name: "swapped/", type: "5", mode: 0o755), TarRecord(name: "swapped/\(Self.canary)")],
            [TarRecord(name: "swapped", type: "2", mode: 0o777, linkName: "/etc")],
            [TarRecord(name: "swapped/\(Self.canary)")],
        ]
    }

    private var records: [TarRecord] {
        let canary = Self.canary
        switch self {
        case .parentNames:
            return [
                "../\(canary)", "content/../../\(canary)-2", "../../../../../../../../../../etc/\(canary)",
                "a/../../../../../../../../../usr/\(canary)",
            ].map { TarRecord(name: $0) }
        case .absoluteNames:
            return ["/\(canary)", "/etc/\(canary)", "//usr//\(canary)", "/../etc/\(canary)-2"].map {
                TarRecord(name: $0)
            }
        case .linkOut:
            return [
                TarRecord(name: "absolute", type: "2", mode: 0o777, linkName: "/"),
                TarRecord(name: "absolute/etc/\(canary)"),
                TarRecord(name: "up", type: "2", mode: 0o777, linkName: String(repeating: "../", count: 30)),
                TarRecord(name: "up/usr/\(canary)"),
                TarRecord(name: "file", type: "2", mode: 0o777, linkName: "/etc/\(canary)-2"),
                TarRecord(name: "file"),
            ]
        case .hardLinkOut:
            return [
                TarRecord(name: "absolute", type: "1", linkName: "/etc/passwd"),
                TarRecord(name: "up", type: "1", linkName: String(repeating: "../", count: 30) + "etc/passwd"),
                TarRecord(name: "link", type: "2", mode: 0o777, linkName: "/etc"),
                TarRecord(name: "through", type: "1", linkName: "link/passwd"),
            ]
        case .modeOut:
            return [
                TarRecord(name: "hard", type: "1", mode: 0o4777, linkName: "../../../../../../../../../etc/passwd"),
                TarRecord(name: "symbolic", type: "2", mode: 0o4777, uid: 1234, linkName: "/etc/passwd"),
                TarRecord(name: "twice", type: "1", mode: 0o4777, linkName: "symbolic"),
            ]
        case .rootLink:
            return [
                TarRecord(name: ".", type: "2", mode: 0o777, linkName: "/etc"), TarRecord(name: "./\(canary)"),
                TarRecord(name: "content", type: "2", mode: 0o777, linkName: "/etc"),
                TarRecord(name: "content/\(canary)"),
            ]
        case .device:
            return [
                TarRecord(name: "memory", type: "3", mode: 0o666, device: (1, 1)),
                TarRecord(name: "disk", type: "4", mode: 0o666, device: (8, 0)),
            ]
        case .longName: return [TarRecord(name: String(repeating: "n", count: 64 << 10))]
        case .bareWhiteout:
            return ["content/.wh.", ".wh."].map { TarRecord(name: $0) } + [TarRecord(name: "behind-it")]
        case .whiteoutOut:
            return ["content/.wh...", ".wh...", "content/.wh.."].map { TarRecord(name: $0) }
        case .swappedFolder, .ownDecompressor, .brokenXZ: return []
        }
    }
}
