import Glibc

/// Why there is no thread in a network namespace.
package enum NamespaceProblem: Error, Equatable, CustomStringConvertible {
    /// pthread_create(3) refused, for the error number `cause`.
    case noThread(cause: Int32)
    /// The namespace with this file could not be entered, for the error number `cause` of open(2) or setns(2).
    case notEntered(String, cause: Int32)

    package var description: String {
        switch self {
        case .noThread(let cause): "cannot start a thread; raise ulimit -u (\(Self.words(for: cause)))"
        case .notEntered(let path, let cause):
            "cannot enter network namespace '\(path)'; check that its sandbox is alive, and run as root "
                + "(\(Self.words(for: cause)))"
        }
    }

    private static func words(for number: Int32) -> String { String(cString: strerror(number)) }
}
