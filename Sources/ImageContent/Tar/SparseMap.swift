/// Where the stored bytes of a sparse file belong; the rest of it is holes, which read as zeros.
///
/// GNU tar manual, "Storing Sparse Files" and "Basic Tar Format".
struct SparseMap: Equatable {
    struct Piece: Equatable {
        let offset: Int
        let count: Int
    }

    /// A part of the file in order: stored bytes or a hole.
    struct Run: Equatable {
        var count: Int
        let isHole: Bool
    }

    /// The most pieces of one file; a hole for every 4 KiB of 512 MiB.
    private static let pieceLimit = 131_072

    let runs: [Run]
    /// The size of the file, holes included.
    let size: Int

    /// - Parameters:
    ///   - pieces: in order and without overlaps; other pieces are an error.
    ///   - stored: how many bytes the archive has for them.
    init(_ pieces: [Piece], size: Int, stored: Int, of name: String) throws(ImageContentError) {
        guard size >= 0, pieces.count <= Self.pieceLimit else {
            throw ImageContentError("sparse file '\(name)' has more than \(Self.pieceLimit) pieces; write it in full")
        }
        var runs: [Run] = []
        var (position, counted) = (0, 0)
        for piece in pieces {
            let (end, overflow) = piece.offset.addingReportingOverflow(piece.count)
            guard piece.offset >= position, piece.count >= 0, !overflow, end <= size else {
                throw ImageContentError(
                    "sparse file '\(name)' of \(size) bytes has a piece of \(piece.count) at \(piece.offset), which "
                        + "overlaps another or its end; it is damaged")
            }
            if piece.offset > position { runs.append(Run(count: piece.offset - position, isHole: true)) }
            if piece.count > 0 { runs.append(Run(count: piece.count, isHole: false)) }
            position = end
            counted += piece.count
        }
        if size > position { runs.append(Run(count: size - position, isHole: true)) }
        guard counted == stored else {
            throw ImageContentError(
                "sparse file '\(name)' has \(stored) bytes for pieces of \(counted); it is damaged")
        }
        self.runs = runs
        self.size = size
    }

    /// The pieces that a header block or an extension block of the old GNU format lists, up to the first empty one.
    ///
    /// Two numbers of twelve bytes each.
    static func pieces(in fields: ArraySlice<UInt8>) throws(ImageContentError) -> [Piece] {
        var pieces: [Piece] = []
        var rest = fields
        while rest.count >= 24, rest.first != 0 {
            pieces.append(
                Piece(
                    offset: try TarHeaderFields.number(rest.prefix(12), "offset of a piece"),
                    count: try TarHeaderFields.number(rest.dropFirst(12).prefix(12), "size of a piece")))
            rest = rest.dropFirst(24)
        }
        return pieces
    }

    /// The pieces of numbers that alternate between offsets and sizes.
    static func pieces(ofNumbers numbers: [Int], of name: String) throws(ImageContentError) -> [Piece] {
        guard numbers.count.isMultiple(of: 2) else {
            throw ImageContentError("sparse file '\(name)' has an offset without a size; it is damaged")
        }
        return stride(from: 0, to: numbers.count, by: 2).map { Piece(offset: numbers[$0], count: numbers[$0 + 1]) }
    }

    /// How many blocks can go on the map of one file at most.
    static let blockLimit = pieceLimit / 21
}
