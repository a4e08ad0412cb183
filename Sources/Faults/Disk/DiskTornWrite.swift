/// Writes only the first sectors of a write and says that all of it is written.
///
/// That is what a disk without power-loss protection leaves. It is noticed when the place is read again.
package struct DiskTornWrite: DiskFault {
    package static let name = "disk.torn-write"
    package static let summary = "write only the first sectors of a write, and report success"
    static let sectors = Parameter(
        "sectors", .integer(in: 0...2048), default: 1, "how many sectors of 512 bytes are written")
    package static let parameters: [any ParameterDeclaration] = [sectors]

    /// Bytes of a sector, by which the kernel counts (include/linux/blk_types.h: `SECTOR_SIZE`).
    private static let sectorSize = 512

    private let sectors: Int

    package init(_ fields: Fields) throws(LanguageError) {
        sectors = try fields.value(of: Self.sectors)
    }

    package func edit(_ fate: inout DiskFate, of request: DiskRequest, draw: inout Draw) {
        let bytes = sectors * Self.sectorSize
        if request.operation == .write, request.length > bytes { fate.kept = bytes }
    }
}

extension InjectedFault {
    /// Writes only the first sectors of a write: `disk.torn-write`.
    ///
    /// - Parameter sectors: how many of 512 bytes, 0 to 2048; 1 without it.
    public static func diskTornWrite(
        sectors: Int? = nil, _ match: DiskMatch = DiskMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DiskTornWrite.self, DiskTornWrite.sectors(sectors), match: match.element, when: when)
    }
}
