#if canImport(Glibc)
import Glibc
#endif

/// Why a disk cannot be made or changed: what failed, and the way out.
package struct DiskProblem: Error, CustomStringConvertible, Equatable {
    package let description: String

    init(_ description: String) { self.description = description }

    /// The kernel refused something.
    init(_ what: String, cause: Int32) {
        self.init("\(what) was refused: \(String(cString: strerror(cause))); run 'chaospull doctor'")
    }
}
