import Sandboxing

#if canImport(Glibc)
import Glibc
#endif

/// A tool from PyPI in its own environment, as `.ci/setup-pypi` makes it.
struct PythonEnvironment {
    /// The package that it was made for.
    let package: String

    static let hint = "'.ci/setup-pypi', which installs it below the user's cache"

    /// The path of a program in the environment, below the user's cache (XDG Base Directory Specification).
    func path(_ program: String) -> String {
        let cache = Self.variable("XDG_CACHE_HOME") ?? (Self.variable("HOME") ?? "/root") + "/.cache"
        return "\(cache)/chaospull/pypi/\(package)/bin/\(program)"
    }

    /// Asks for the package's version without running the tool, because the tool may write to the user's home.
    var versionProgram: Program {
        Program(package, path("python"), ["-c", "import importlib.metadata as m; print(m.version('\(package)'))"])
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
}
