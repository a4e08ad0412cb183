import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

extension PullerRoot {
    /// Keeps the root from being removed while `body` runs; the kernel releases the lock when this process ends.
    ///
    /// - Throws: `RootError` if the root is gone or about to be removed; what `body` throws.
    package func whileInUse<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(FilePath(folder), .readOnly, options: [.directory, .closeOnExec])
        } catch {
            throw RootError(
                "root \(name) cannot be opened at \(folder): \(error); run 'chaospull roots create \(name)'")
        }
        defer { try? descriptor.close() }
        guard flock(descriptor.rawValue, LOCK_SH | LOCK_NB) == 0 else {
            throw RootError("root \(name) is being removed; run 'chaospull roots create \(name)' afterwards")
        }
        return try await body()
    }
}
