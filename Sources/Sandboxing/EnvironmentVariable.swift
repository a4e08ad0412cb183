#if canImport(Glibc)
import Glibc
#endif

/// The environment of this process, which programs do not inherit.
package enum EnvironmentVariable {
    /// A variable; nil if it is not set or empty.
    package static func value(of name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }
}
