/// Lets requests to the disk fail.
///
/// A failed write reaches a program only when it waits for the disk, as by fsync(2); else the kernel takes note and the
/// data is lost. Where the write was of the file system's journal, the file system becomes read-only.
package struct DiskIOError: DiskFault {
    package static let name = "disk.io-error"
    package static let summary = "let requests to the disk fail"
    static let error = Parameter(
        "error", .word(DiskError.self, called: "error of a disk"), default: .io,
        "EIO, ENOSPC of a thin volume, ENODATA of a bad medium, or ETIMEDOUT")
    package static let parameters: [any ParameterDeclaration] = [error]

    private let error: DiskError

    package init(_ fields: Fields) throws(LanguageError) {
        error = try fields.value(of: Self.error)
    }

    package func edit(_ fate: inout DiskFate, of request: DiskRequest, draw: inout Draw) { fate.error = error }
}

extension InjectedFault {
    /// Lets requests to the disk fail: `disk.io-error`.
    ///
    /// - Parameter error: EIO without it.
    public static func diskIOError(
        _ error: DiskError? = nil, _ match: DiskMatch = DiskMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(DiskIOError.self, DiskIOError.error(error), match: match.element, when: when)
    }
}
